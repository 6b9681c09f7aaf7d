// One digit after the other. A key from 0 to 9 labels it, Backspace takes the last label back.

import { bytes } from "./shared/arrays.js";
import { imageAt, paintDigit } from "./shared/digit.js";
import { focus, hasFocus, isShortcut, keepKeys, take } from "./shared/keyboard.js";
import { change, listen } from "./shared/model.js";
import { container, element } from "./shared/page.js";
import { offerPresenting } from "./shared/presenting.js";

const PAGE = `
  <canvas class="labeller-digit" role="img" width="28" height="28"></canvas>
  <div class="labeller-side">
    <div class="labeller-place" role="status"></div>
    <div class="labeller-question"></div>
    <div class="labeller-keys"></div>
    <div class="labeller-actions">
      <button type="button" data-do="undo" title="Take back the last label (Backspace)">⌫ undo</button>
      <button type="button" data-do="again" title="Forget all labels">start again</button>
    </div>
    <div class="labeller-answers" aria-label="Your labels so far"></div>
  </div>`;

function render({ model, el }) {
  const root = container("nnlib labeller", PAGE);
  root.tabIndex = 0;
  root.setAttribute("aria-label", "Label the digit: press a key from 0 to 9");
  el.append(root);
  const find = (name) => root.querySelector(`.labeller-${name}`);
  for (let digit = 0; digit < 10; digit++) {
    const key = Object.assign(element("button", "", digit), { type: "button" });
    key.addEventListener("click", () => label(digit));
    find("keys").append(key);
  }
  const greys = bytes(model.get("pixels"));

  const set = (answers) => change(model, { answers });
  const label = (digit) => {
    const answers = model.get("answers");
    if (answers.length < model.get("count")) set([...answers, digit]);
  };
  const actions = { undo: () => set(model.get("answers").slice(0, -1)), again: () => set([]) };

  function show() {
    const [answers, count] = [model.get("answers"), model.get("count")];
    const isDone = answers.length === count;
    const place = Math.min(answers.length, count - 1);
    paintDigit(find("digit"), imageAt(greys, place));
    find("digit").setAttribute("aria-label", `digit ${place + 1}, 28 by 28 pixels`);
    find("place").textContent = isDone ? `all ${count} done` : `digit ${place + 1} of ${count}`;
    find("question").textContent = isDone ? "Thank you. The result is below." : "What is it? Press its key.";
    const mark = (i) => element("span", i === answers.length ? "now" : "", answers[i] ?? "·");
    find("answers").replaceChildren(...Array.from({ length: count }, (_, i) => mark(i)));
    root.classList.toggle("is-done", isDone); // makes room for what comes below
    for (const key of find("keys").children) key.disabled = isDone;
    for (const button of find("actions").children) button.disabled = !answers.length;
    // A disabled button would keep the keyboard to itself.
    if (hasFocus(root) && document.activeElement.disabled) focus(root);
  }

  root.addEventListener("click", ({ target }) => {
    actions[target.dataset.do]?.();
    if (!hasFocus(root)) focus(root);
  });
  root.addEventListener("keydown", (event) => {
    const isDigit = /^[0-9]$/.test(event.key);
    if (isShortcut(event) || !(isDigit || event.key === "Backspace")) return;
    take(event);
    if (event.repeat) return; // a key held down is one answer
    if (isDigit) label(Number(event.key));
    else actions.undo();
  });

  show();
  const stopKeeping = keepKeys(el);
  const stopOffering = offerPresenting(model, el);
  const stopListening = listen(model, { "change:answers": show });
  return () => {
    stopListening();
    stopKeeping();
    stopOffering();
  };
}

export default { render };
