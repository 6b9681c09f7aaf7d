// Keys and focus, the same for all widgets.

// The direction [x, y] of each arrow key.
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

export function arrowOf(event) {
  return ARROWS[event.key];
}

// In JupyterLab a key is also a command for the notebook ("d d" deletes the cell), unless the focused element says otherwise.
export function guardKeys(...elements) {
  for (const element of elements) element.dataset.lmSuppressShortcuts = "true";
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
