// The test digits to choose from: all of them, those of one label, or those that the trained network misreads.

import { clamp } from "../../nnlib/widgets/js/shared/arrays.js";
import { digitCanvas, SIDE } from "../../nnlib/widgets/js/shared/digit.js";
import { focus, onArrow, rove } from "../../nnlib/widgets/js/shared/keyboard.js";
import { element } from "../../nnlib/widgets/js/shared/page.js";

const ALL = "all";
const MISREAD = "misread";

export class Tray {
  // `misread(digit)` tells whether the trained network answers wrongly, `chosen(digit)` is called with the one chosen.
  constructor(root, digits, misread, chosen) {
    Object.assign(this, { digits, misread, chosen });
    this.list = root.querySelector(".alive-tiles");
    this.kind = root.querySelector("select");
    this.kind.append(...kinds().map(([value, text]) => Object.assign(element("option", "", text), { value })));
    this.kind.addEventListener("change", () => {
      this.show();
      this.choose(0);
    });
    root.querySelector("button").addEventListener("click", () => this.random());
    this.list.addEventListener("click", ({ target }) => {
      const place = [...this.list.children].indexOf(target.closest("button"));
      if (place >= 0) this.choose(place);
    });
    onArrow(this.list, (x, y) => {
      this.choose(clamp(this.place + x * this.stride(1, 0) + y * this.stride(0, 1), this.shown.length - 1));
      focus(this.list.children[this.place]);
    });
    this.show();
    this.mark(0);
  }

  show() {
    const kind = this.kind.value;
    const isMeant = { [ALL]: () => true, [MISREAD]: this.misread }[kind] ?? ((digit) => digit.label === Number(kind));
    this.shown = this.digits.filter(isMeant);
    this.list.replaceChildren(...this.shown.map(tile));
    this.list.scrollTo(0, 0);
  }

  // How many places an arrow key leads on: the tiles fill row after row, or column after column where they lie low.
  stride(x, y) {
    const { gridAutoFlow, gridTemplateColumns, gridTemplateRows } = getComputedStyle(this.list);
    const isByColumn = gridAutoFlow.startsWith("column");
    const line = (isByColumn ? gridTemplateRows : gridTemplateColumns).split(" ").length;
    return (isByColumn ? x : y) ? line : 1;
  }

  random() {
    const other = 1 + Math.floor(Math.random() * (this.shown.length - 1));
    this.choose((this.place + other) % this.shown.length);
  }

  choose(place) {
    this.mark(place);
    this.chosen(this.shown[place]);
  }

  mark(place) {
    this.place = place;
    const tiles = [...this.list.children];
    for (const [i, each] of tiles.entries()) each.setAttribute("aria-pressed", i === place);
    rove(tiles, place);
    this.reveal(tiles[place]);
  }

  // Scrolls the tiles, never the page.
  reveal({ offsetLeft, offsetTop, offsetWidth, offsetHeight }) {
    const { list } = this;
    const [left, top] = [offsetLeft - list.offsetLeft, offsetTop - list.offsetTop];
    if (left < list.scrollLeft) list.scrollLeft = left;
    if (left + offsetWidth > list.scrollLeft + list.clientWidth) list.scrollLeft = left + offsetWidth - list.clientWidth;
    if (top < list.scrollTop) list.scrollTop = top;
    if (top + offsetHeight > list.scrollTop + list.clientHeight) list.scrollTop = top + offsetHeight - list.clientHeight;
  }
}

function kinds() {
  const digits = Array.from({ length: 10 }, (_, digit) => [digit, `only ${digit}s`]);
  return [[ALL, "any digit"], [MISREAD, "misread when trained"], ...digits];
}

function tile({ greys, label, number }) {
  const button = Object.assign(element("button"), { type: "button" });
  button.setAttribute("aria-label", `a ${label}, test digit ${number}`);
  const canvas = digitCanvas();
  const image = new ImageData(SIDE, SIDE);
  new Uint32Array(image.data.buffer).set(Array.from(greys, (grey) => 0xff000000 | (grey * 0x010101)));
  canvas.getContext("2d").putImageData(image, 0, 0);
  button.append(canvas);
  return button;
}
