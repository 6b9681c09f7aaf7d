// Digits side by side, each with a caption. One of them can be chosen, with a click or with the arrow keys.

import { bytes, clamp } from "./shared/arrays.js";
import { digitCanvas, imageAt, paintDigit } from "./shared/digit.js";
import { focus, keepKeys, onArrow, rove } from "./shared/keyboard.js";
import { change, listen } from "./shared/model.js";
import { element } from "./shared/page.js";
import { offerPresenting } from "./shared/presenting.js";

function render({ model, el }) {
  const root = element("div", "nnlib gallery");
  const [title, list] = [element("div", "gallery-title"), element("div", "gallery-tiles")];
  root.append(title, list);
  el.append(root);

  function tile(greys, caption, mark, i) {
    const isSelectable = model.get("selectable");
    const made = element(isSelectable ? "button" : "div", `gallery-tile ${mark}`);
    const canvas = digitCanvas();
    paintDigit(canvas, greys);
    made.append(canvas, element("span", "", caption));
    made.setAttribute("aria-label", `digit ${i + 1}: ${caption.replaceAll("\n", ", ")}`);
    if (isSelectable) made.addEventListener("click", () => choose(i === model.get("selected") ? -1 : i));
    return made;
  }

  function choose(i) {
    change(model, { selected: i });
    if (i >= 0) focus(list.children[i]);
  }

  function show() {
    const { pixels, captions, marks } = model.get("tiles");
    const greys = bytes(pixels);
    list.replaceChildren(...captions.map((caption, i) => tile(imageAt(greys, i), caption, marks[i], i)));
    root.classList.toggle("is-empty", !captions.length);
    if (!captions.length) list.textContent = model.get("empty");
    showSelected();
  }

  function showSelected() {
    if (!model.get("selectable")) return;
    const tiles = [...list.children];
    const selected = model.get("selected");
    for (const [i, made] of tiles.entries()) made.setAttribute("aria-pressed", i === selected);
    rove(tiles, Math.max(selected, 0));
  }

  function showFrame() {
    title.textContent = model.get("title");
    title.hidden = !model.get("title");
    root.style.setProperty("--side", `${model.get("side")}px`);
    const height = model.get("height");
    root.style.height = height ? `${height}px` : "";
  }

  onArrow(list, (x) => {
    if (!x || !model.get("selectable")) return false;
    choose(clamp(model.get("selected") + x, list.children.length - 1));
  });

  showFrame();
  show();
  const stopKeeping = keepKeys(el);
  const stopOffering = offerPresenting(model, el);
  const stopListening = listen(model, {
    "change:tiles change:selectable change:empty": show,
    "change:selected": showSelected,
    "change:title change:side change:height": showFrame,
  });
  return () => {
    stopListening();
    stopKeeping();
    stopOffering();
  };
}

export default { render };
