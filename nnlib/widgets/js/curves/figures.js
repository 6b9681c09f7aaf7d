// The key numbers above the curves, the legend below them, and the code that repeats a run.

import { isNone } from "../shared/model.js";
import { whole } from "../shared/numbers.js";
import { container } from "../shared/page.js";

// The runs that were kept: each has its own dashes, and its own letter at its end.
export const DASHES = [
  [9, 4],
  [2, 4],
  [14, 4, 2, 4],
  [5, 3, 1, 3, 1, 3],
];

// A number that Python does not know yet is None.
const orDash = (value, write) => (isNone(value) ? "–" : write(value));
const percent = (share) => orDash(share, (known) => `${(100 * known).toFixed(1)} %`);

export function fillFigures(root, { counters, train_accuracies: both }) {
  const { steps, epochs, accuracy, train_accuracy: train, cost, rate, batch } = counters;
  const done = Math.floor(epochs + 1e-9);
  const words = {
    accuracy: percent(accuracy),
    train: percent(train),
    steps: whole(steps),
    epochs: whole(done),
    cost: orDash(cost, (known) => known.toFixed(3)),
    setting: `${+rate.toPrecision(3)} · ${whole(batch)}`,
  };
  for (const [name, text] of Object.entries(words)) {
    const place = root.querySelector(`[data-show=${name}]`);
    if (place.textContent !== text) place.textContent = text;
  }
  // Beside both accuracies there is no room for the settings, but the sliders show those, too.
  root.querySelector("[data-show=train]").parentElement.hidden = !both;
  root.querySelector("[data-show=setting]").parentElement.hidden = !!both;
  const bar = root.querySelector("progress");
  bar.value = epochs - done;
  bar.setAttribute("aria-label", `${Math.floor(100 * (epochs - done) + 1e-6)} % of this epoch`);
}

export function fillLegend(legend, runs) {
  const entries = runs.map((run, i) => {
    const dash = run.live ? "" : DASHES[i % 4];
    const line = `<line x1="0" y1="5" x2="34" y2="5" stroke="currentColor" stroke-width="2.5" stroke-dasharray="${dash}"/>`;
    const entry = container("", `<svg aria-hidden="true">${line}</svg>`);
    entry.append(run.name ? `${run.name}: ${run.words}` : run.words);
    return entry;
  });
  legend.replaceChildren(...entries);
}

export function showCode(panel, text) {
  const [title, area] = [panel.querySelector("b"), panel.querySelector("textarea")];
  area.value = text;
  panel.hidden = false;
  area.focus();
  area.select();
  title.textContent = "Press Ctrl+C (or ⌘C), then paste it into a new cell.";
  const copied = () => {
    title.textContent = "Copied. Paste it into a new cell.";
  };
  navigator.clipboard?.writeText(text).then(copied, () => {});
}
