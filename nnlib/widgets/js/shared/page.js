// Elements of the page, and the colours that the style sheet gives them.

export function element(tag, className = "", text = "") {
  const made = document.createElement(tag);
  if (className) made.className = className;
  if (text !== "") made.textContent = text;
  return made;
}

// Calls `act` once the element is on the page, which it reaches after its parts; returns a function that calls that off.
export function onceOnPage(place, act) {
  let frame;
  const look = () => {
    if (place.isConnected) act();
    else frame = requestAnimationFrame(look);
  };
  frame = requestAnimationFrame(look);
  return () => cancelAnimationFrame(frame);
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
