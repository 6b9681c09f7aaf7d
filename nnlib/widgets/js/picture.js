// A picture on the page, of which only what changes arrives. Tells Python how fine the screen is, so that no picture is
// drawn finer than the screen can show it.

import { clamp } from "./shared/arrays.js";
import { keepState } from "./shared/keeping.js";
import { keepKeys } from "./shared/keyboard.js";
import { change, listen } from "./shared/model.js";
import { element } from "./shared/page.js";
import { tellWhenBusy } from "./shared/waiting.js";
import { numbersOf } from "./picture/tables.js";

const TILE = 32; // pixels, as in picture.py

// [column, row] of each tile, from the bytes that Python sends.
export function placesIn(bytes) {
  const numbers = Array.from({ length: bytes.byteLength / 2 }, (_, i) => bytes.getUint16(2 * i, true));
  return Array.from({ length: numbers.length / 2 }, (_, i) => [numbers[2 * i], numbers[2 * i + 1]]);
}

// The bitmap in a PNG; null if there are no bytes.
async function bitmapOf(png) {
  return png.byteLength ? createImageBitmap(new Blob([png], { type: "image/png" })) : null;
}

function paint(canvas, whole, tiles, places) {
  // A canvas that gets a size is cleared, even if it is the same.
  if (canvas.width !== whole.width) canvas.width = whole.width;
  if (canvas.height !== whole.height) canvas.height = whole.height;
  const context = canvas.getContext("2d");
  context.drawImage(whole, 0, 0);
  places.forEach(([column, row], i) => {
    context.drawImage(tiles, 0, i * TILE, TILE, TILE, column * TILE, row * TILE, TILE, TILE);
  });
}

function render({ model, el }) {
  const canvas = element("canvas", "nnlib-picture");
  canvas.setAttribute("role", "img");
  Object.assign(canvas.style, { display: "block", maxWidth: "100%", height: "auto" });
  el.append(canvas);
  const stopNumbers = model.get("has_tables") ? numbersOf(model, el) : () => {};
  let asked = 0; // how many pictures have arrived
  let painted = 0; // the latest of them that is on the page
  let source = null; // the bytes of `whole`, and what they hold, since most changes leave it as it is
  let decoded = null;

  async function show() {
    const turn = ++asked;
    const [png, width, places] = [model.get("whole"), model.get("width"), placesIn(model.get("places"))];
    if (png !== source) [source, decoded] = [png, bitmapOf(png)];
    const [whole, tiles] = await Promise.all([decoded, bitmapOf(model.get("tiles"))]);
    if (whole && turn > painted) {
      painted = turn;
      canvas.style.width = `${width}px`;
      paint(canvas, whole, tiles, places);
      canvas.dataset.painted = turn; // tests wait for it
    }
    tiles?.close();
  }

  function say() {
    canvas.setAttribute("aria-label", model.get("words"));
  }

  function tellDensity() {
    const density = Math.max(clamp(devicePixelRatio, 2), 1);
    if (density !== model.get("density")) change(model, { density });
  }

  // One message can change all three.
  let waiting = false;
  function soon() {
    if (!waiting) queueMicrotask(() => ((waiting = false), show()));
    waiting = true;
  }

  say();
  show();
  tellDensity();
  keepState(model);
  const stopKeeping = keepKeys(el);
  const stopTelling = tellWhenBusy(model, el);
  const stopListening = listen(model, {
    "change:whole": soon,
    "change:tiles": soon,
    "change:places": soon,
    "change:words": say,
  });
  window.addEventListener("resize", tellDensity); // after zooming, or on another screen

  return () => {
    stopListening();
    stopNumbers();
    stopTelling();
    stopKeeping();
    window.removeEventListener("resize", tellDensity);
    painted = Infinity;
  };
}

export default { render };
