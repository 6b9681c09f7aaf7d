// The tooltip beside the mouse.

import { clamp } from "../shared/arrays.js";
import { element } from "../shared/page.js";

export function fillTip(tip, { title, rows }) {
  const list = element("dl");
  for (const [word, value, formula] of rows) {
    list.append(element("dt", "", formula ? `${word} = ${formula}` : word), element("dd", "", value));
  }
  tip.replaceChildren(element("b", "", title), list);
}

// To the right of the point and below it, or on the other side where there is no room.
export function placeTip(tip, { x, y }, { width, height }) {
  const [w, h] = [tip.offsetWidth, tip.offsetHeight];
  const left = x + 18 + w < width ? x + 18 : x - 18 - w;
  const top = y + 18 + h < height ? y + 18 : y - 18 - h;
  tip.style.transform = `translate(${clamp(left, width - w)}px, ${clamp(top, height - h)}px)`;
}
