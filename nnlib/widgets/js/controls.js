// The controls in a row get their keys themselves, instead of the notebook, and whoever has clicked on one has its focus.

import { focus, guardKeys, hasFocus } from "./shared/keyboard.js";

function guard({ target }) {
  guardKeys(target);
}

// A drag of a slider moves no focus by itself, and a click on a word leaves it with the notebook: the next key would be
// a command for the cell.
function holdFocus({ currentTarget: row, target }) {
  const handle = target.closest(".noUi-target")?.querySelector(".noUi-handle");
  setTimeout(() => {
    if (handle || !hasFocus(row)) focus(handle ?? row);
  });
}

function render({ el }) {
  let row;
  // The row is on the page only after its parts are made.
  const frame = requestAnimationFrame(() => {
    row = el.closest(".nnlib-controls");
    if (!row) return;
    row.tabIndex = -1;
    row.style.outline = "none";
    guardKeys(row);
    row.addEventListener("focusin", guard);
    row.addEventListener("pointerdown", holdFocus);
  });
  return () => {
    cancelAnimationFrame(frame);
    row?.removeEventListener("focusin", guard);
    row?.removeEventListener("pointerdown", holdFocus);
  };
}

export default { render };
