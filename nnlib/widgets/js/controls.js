// A list in the row of controls gets its keys itself, instead of the notebook.

import { guardKeys } from "./shared/keyboard.js";

function guard({ target }) {
  if (target.tagName === "SELECT") guardKeys(target);
}

function render({ el }) {
  let row;
  // The row is on the page only after its parts are made.
  const frame = requestAnimationFrame(() => {
    row = el.closest(".nnlib-controls");
    row?.addEventListener("focusin", guard);
  });
  return () => {
    cancelAnimationFrame(frame);
    row?.removeEventListener("focusin", guard);
  };
}

export default { render };
