// Elements of the page, and the colours that the style sheet gives them.

export function element(tag, className = "", text = "") {
  const made = document.createElement(tag);
  if (className) made.className = className;
  if (text !== "") made.textContent = text;
  return made;
}

// A div with this HTML inside, which must not come from a learner.
export function container(className, html) {
  return Object.assign(element("div", className), { innerHTML: html });
}

// The colours of nnlib/colours.py by their names, as CSS writes them. `place` must be on the page already.
export function coloursOf(place, ...names) {
  const css = getComputedStyle(place);
  return Object.fromEntries(names.map((name) => [name, css.getPropertyValue(`--nnlib-${name}`).trim()]));
}
