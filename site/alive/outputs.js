// The ten outputs: for each its activation, its target, an arrow from one to the other, and the button that makes it the
// label.

import { element } from "../../nnlib/widgets/js/shared/page.js";
import { short } from "./words.js";

export class Outputs {
  // `chosen(label)` is called with the digit that is pressed.
  constructor(root, chosen) {
    this.columns = Array.from({ length: 10 }, (_, digit) => column(digit));
    root.replaceChildren(...this.columns.map(({ label }) => label));
    root.addEventListener("change", ({ target }) => chosen(Number(target.value)));
  }

  show({ outputs, target, wishes, label }) {
    for (const [digit, parts] of this.columns.entries()) {
      const [a, wish] = [outputs[digit], wishes?.[digit] ?? 0];
      parts.input.checked = digit === label;
      parts.label.dataset.sign = Math.sign(wish);
      parts.label.classList.toggle("is-unlabelled", !wishes);
      parts.label.style.setProperty("--a", a);
      parts.label.style.setProperty("--y", target?.[digit] ?? 0);
      parts.label.style.setProperty("--reach", Math.abs(wish) / 2);
      parts.number.classList.toggle("is-none", short(wish) === "≈ 0");
      parts.number.dataset.two = wishes ? short(wish) : "";
      parts.number.dataset.one = wishes ? short(wish, 1) : "";
      parts.input.setAttribute("aria-label", spoken(digit, a, wishes && wish));
    }
  }
}

function spoken(digit, a, wish) {
  const activation = `${digit}: activation ${a.toFixed(2)}`;
  if (wish === null) return activation;
  return `${activation}, wish ${short(wish)}, should ${wish > 0 ? "grow" : "shrink"}`;
}

function column(digit) {
  const label = element("label", "alive-output");
  const input = Object.assign(element("input"), { type: "radio", name: "alive-label", value: digit });
  const number = element("span", "alive-number");
  const track = element("span", "alive-track");
  track.append(...["target", "arrow", "knob"].map((part) => element("i", `alive-${part}`)));
  label.append(input, number, track, element("span", "alive-digit", digit));
  return { label, input, number };
}
