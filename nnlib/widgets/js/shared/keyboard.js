// Keys and focus, the same for all widgets.

import { onceOnPage } from "./page.js";

// The direction [x, y] of each arrow key.
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

export function arrowOf(event) {
  return ARROWS[event.key];
}

// One output of a cell in JupyterLab, Notebook and JupyterLite. There a key is also a command for the notebook ("d d"
// deletes the cell), unless the focused element says otherwise.
export const OUTPUT = ".jp-OutputArea-child";

// No key that is typed anywhere in the output that `el` is part of reaches the notebook, except the one that saves, until
// Escape or a click elsewhere gives the focus back to it. Returns a function that ends the wait for the output.
export function keepKeys(el) {
  return onceOnPage(el, () => hold(el.closest(OUTPUT)));
}

function mark(element) {
  element.dataset.lmSuppressShortcuts = "true";
}

// From now on no key typed at `place`, or at anything in it, is a command.
export function silence(place) {
  mark(place);
  place.addEventListener("focusin", ({ target }) => mark(target));
}

function hold(output) {
  if (!output || "lmSuppressShortcuts" in output.dataset) return; // another part has done it
  output.classList.add("nnlib-output");
  output.tabIndex = -1;
  silence(output);
  output.addEventListener("pointerdown", (event) => keepFocus(output, event.target));
  // Fields for text keep their keys for themselves, so we look before they do, and act after all that take the key.
  output.addEventListener("keydown", (event) => event.key === "Escape" && setTimeout(leave, 0, output, event), true);
  output.addEventListener("keydown", (event) => isSave(event) && handToCell(output, event), true);
}

// The notebook gets this key as if it had been pressed at the cell.
function handToCell(output, event) {
  take(event);
  output.closest(".jp-Cell")?.dispatchEvent(new KeyboardEvent(event.type, event));
}

function isSave(event) {
  return (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && event.key.toLowerCase() === "s";
}

function leave(output, { defaultPrevented }) {
  if (!defaultPrevented) focus(output.closest(".jp-Cell"));
}

// After a click beside the controls, or a drag, the notebook gives the focus to the cell, at the press or when the button is
// let go, wherever the pointer is by then. The handle of a slider does not get it by itself.
export function keepFocus(output, pressed) {
  const handle = pressed.closest(".noUi-handle") ?? pressed.closest(".noUi-target")?.querySelector(".noUi-handle");
  const takeBack = () =>
    setTimeout(() => {
      if (handle || !hasFocus(output)) focus(handle ?? output);
    });
  const ended = new AbortController();
  const end = () => {
    ended.abort();
    takeBack();
  };
  takeBack();
  for (const type of ["pointerup", "pointercancel"]) window.addEventListener(type, end, { signal: ended.signal });
}

// Whether a letter typed here is text.
export function isForText(place) {
  return place.matches("textarea, select, [contenteditable], input:not([type=radio], [type=checkbox], [type=range])");
}

export function isShortcut(event) {
  return event.ctrlKey || event.metaKey || event.altKey;
}

// The key has been dealt with: neither the page nor the notebook gets it.
export function take(event) {
  event.preventDefault();
  event.stopPropagation();
}

// Calls move(x, y) for every arrow key, and takes the key unless move returns false.
export function onArrow(element, move) {
  element.addEventListener("keydown", (event) => {
    const arrow = arrowOf(event);
    if (arrow && move(...arrow) !== false) take(event);
  });
}

// Tab reaches only one of these elements; the arrow keys lead to the others.
export function rove(elements, current) {
  elements.forEach((element, i) => {
    element.tabIndex = i === current ? 0 : -1;
  });
}

export function focus(element) {
  element?.focus({ preventScroll: true });
}

export function hasFocus(element) {
  return element.contains(document.activeElement);
}
