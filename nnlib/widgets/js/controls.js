// Keys go to the controls in a row, not to the notebook, and a control that was clicked or dragged keeps the focus.

import { focus, guardKeys, hasFocus } from "./shared/keyboard.js";

function guard({ target }) {
  guardKeys(target);
}

// By itself, dragging a slider does not move the focus, and a click on a word leaves it with the notebook: the next key
// would be a command for the cell.
function holdFocus({ currentTarget: row, target }) {
  const handle = target.closest(".noUi-target")?.querySelector(".noUi-handle");
  setTimeout(() => {
    if (handle || !hasFocus(row)) focus(handle ?? row);
  });
}

function render({ el }) {
  let row;
  // The row only reaches the page after its parts.
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
