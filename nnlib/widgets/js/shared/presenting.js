// The way into the presenter's view, from whatever of ours is in the output of a cell. The view itself is not sent along with
// each widget: Python sends it when it is wanted first.

import { isForText, isShortcut, OUTPUT, take } from "./keyboard.js";
import { element, onceOnPage } from "./page.js";

const PRESENT = Symbol.for("nnlib.present"); // each widget has its own copy of this file, but the notebook is one

const SIGN = `<svg viewBox="0 0 24 24" width="16" height="16" aria-hidden="true">
  <path d="M4 9V4h5M15 4h5v5M20 15v5h-5M9 20H4v-5" fill="none" stroke="currentColor" stroke-width="2" /></svg>`;

// Offers to present the output that `el` is part of: by a button beside it, and by a P while it has the focus. Returns a
// function that ends the wait for the output.
export function offerPresenting(model, el) {
  return onceOnPage(el, () => offer(model, el.closest(OUTPUT)));
}

function offer(model, output) {
  const { widget_manager: manager } = model;
  if (!output || !manager?.context || output.querySelector(".presenting-start")) return; // another part has done it
  const start = async () => {
    manager[PRESENT] ??= load(model);
    (await manager[PRESENT])(model, output);
  };
  const button = element("button", "presenting-start");
  Object.assign(button, { type: "button", innerHTML: SIGN, title: "Present on the whole screen (P)" });
  button.setAttribute("aria-label", "Present on the whole screen");
  button.addEventListener("click", start);
  output.append(button);
  output.addEventListener("keydown", (event) => {
    if (event.key !== "p" || event.defaultPrevented || isShortcut(event) || isForText(event.target)) return;
    take(event);
    start();
  });
}

// The function that shows the presenter's view, from Python.
async function load(model) {
  const { script, style } = await new Promise((resolve) => {
    model.on("msg:custom", ({ presenter }) => presenter && resolve(presenter));
    model.send({ present: true });
  });
  document.head.append(element("style", "", style));
  const address = URL.createObjectURL(new Blob([script], { type: "text/javascript" }));
  const { default: present } = await import(address);
  URL.revokeObjectURL(address);
  return present;
}
