// What a screen reader reads out when it changes: once things rest, and not at each step of a slider that is dragged.

import { element } from "./page.js";

const REST = 500; // milliseconds without a change
const PLACE = "nnlib-announced"; // one for the whole page, which nobody sees

function place() {
  const known = document.getElementById(PLACE);
  if (known) return known;
  const made = Object.assign(element("div"), { id: PLACE });
  made.setAttribute("role", "status");
  document.body.append(made);
  return made;
}

// Returns a function that has words read out soon, unless others follow, and one that ends this.
export function announcer() {
  place(); // only what changes in a place that is there already is read out
  let timer;
  const announce = (words) => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      place().textContent = words;
    }, REST);
  };
  return { announce, stop: () => clearTimeout(timer) };
}
