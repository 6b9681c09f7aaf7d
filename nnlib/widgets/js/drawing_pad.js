// A pad for mouse, pen, finger or keys. A stroke is [x, y, x, y, ...] in pad units; the drawing is a list of strokes, on top
// of the ink that Python has found in a photograph, if there is one.

import { KeyPen } from "./drawing_pad/key_pen.js";
import { greyPicture, paintPhotograph, readPhotograph } from "./drawing_pad/photograph.js";
import { bytes } from "./shared/arrays.js";
import { paintDigit } from "./shared/digit.js";
import { keepKeys } from "./shared/keyboard.js";
import { change, listen, oncePerFrame, onResize } from "./shared/model.js";
import { coloursOf, container } from "./shared/page.js";

const PAD = 280; // units: the side of the pad
const BRUSH = 26; // units: a digit 200 units high comes out with the strokes of MNIST, about 2.4 of its 20 pixels wide
const SENT = 140; // pixels: the side of the image that Python gets
const KEYS = "Arrow keys move the pen, Space puts it down and lifts it.";

const NO_PICTURE = "Your browser finds no picture in this file. Choose a photograph or a scan.";

const PAGE = `
  <div class="drawing-pad-half drawing-pad-photo" hidden>
    <div class="drawing-pad-head"><span>Your photograph</span></div>
    <canvas role="img"></canvas>
  </div>
  <div class="drawing-pad-arrow drawing-pad-photo" aria-hidden="true" hidden>→</div>
  <div class="drawing-pad-half">
    <div class="drawing-pad-head">
      <span>Draw a digit</span>
      <button type="button" data-do="undo" title="Take back the last stroke">Undo</button>
      <button type="button" data-do="clear" title="Wipe the pad">Clear</button>
      <button type="button" data-do="photo" title="Choose a photograph or a scan of one digit on paper">Photo</button>
      <input type="file" accept="image/*" hidden />
    </div>
    <canvas class="drawing-pad-before" role="application" aria-description="${KEYS}"></canvas>
  </div>
  <div class="drawing-pad-arrow" aria-hidden="true">→</div>
  <div class="drawing-pad-half">
    <div class="drawing-pad-head"><span>As the network sees it</span><small>28 × 28</small></div>
    <canvas class="drawing-pad-after" role="img" width="28" height="28"></canvas>
  </div>
  <p class="drawing-pad-says" role="status"></p>`;

// An empty pad.
const NOTHING = { strokes: [], photo: {}, found: {} };

// A smooth line through the midpoints of neighbouring points, bent towards the points themselves.
function trace(context, stroke) {
  const [x, y] = stroke;
  context.beginPath();
  context.moveTo(x, y);
  for (let i = 2; i < stroke.length - 2; i += 2) {
    const [bendX, bendY, nextX, nextY] = stroke.slice(i, i + 4);
    context.quadraticCurveTo(bendX, bendY, (bendX + nextX) / 2, (bendY + nextY) / 2);
  }
  // It ends a little to the right of its last point, so that a tap leaves a dot.
  context.lineTo(stroke.at(-2) + 0.01, stroke.at(-1));
  context.stroke();
}

// White on black, on a canvas of any number of pixels.
function paint(canvas, strokes, ground) {
  const context = canvas.getContext("2d", { willReadFrequently: canvas.width === SENT });
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.fillStyle = "black";
  context.fillRect(0, 0, canvas.width, canvas.height);
  if (ground) context.drawImage(greyPicture(bytes(ground), SENT, SENT), 0, 0, canvas.width, canvas.height);
  context.scale(canvas.width / PAD, canvas.height / PAD);
  Object.assign(context, { strokeStyle: "white", lineWidth: BRUSH, lineCap: "round", lineJoin: "round" });
  for (const stroke of strokes) trace(context, stroke);
  return context;
}

// Words on the empty pad, the first of these lines in its middle.
function hint(context, canvas, lines) {
  const { muted } = coloursOf(canvas, "muted");
  const font = `20px ${getComputedStyle(canvas).fontFamily}`;
  Object.assign(context, { fillStyle: muted, textAlign: "center", font });
  for (const [i, line] of lines.entries()) context.fillText(line, PAD / 2, PAD / 2 + 7 + 30 * i);
}

// The grey values of a drawing, row after row, as Python gets them. `scratch` is a canvas of that size.
function inkOf(strokes, ground, scratch) {
  const { data } = paint(scratch, strokes, ground).getImageData(0, 0, SENT, SENT);
  return Uint8Array.from({ length: SENT * SENT }, (_, i) => data[4 * i]);
}

function showSeen(canvas, seen) {
  const greys = bytes(seen);
  paintDigit(canvas, greys);
  const what = greys.some((grey) => grey) ? "your digit in 28 by 28 pixels" : "nothing yet";
  canvas.setAttribute("aria-label", `As the network sees it: ${what}`);
}

function render({ model, el }) {
  const root = container("nnlib drawing-pad", PAGE);
  root.classList.toggle("alone", !model.get("preview"));
  el.append(root);
  const [photograph, before, after] = root.querySelectorAll("canvas");
  const chooser = root.querySelector("input");
  const heading = root.querySelector(".drawing-pad-half:not(.drawing-pad-photo) span");
  root.querySelector("[data-do=photo]").hidden = !model.get("photos");
  const scratch = new OffscreenCanvas(SENT, SENT);
  const frame = oncePerFrame(() => {
    show();
    send();
  });

  let stroke; // the stroke being drawn
  let pointer; // the finger, pen or mouse that draws it, or KEYS
  const keyPen = new KeyPen(before, PAD, {
    down: (point) => pointer === undefined && begin(KEYS, point),
    to: (point) => pointer === KEYS && extend(point),
    up: () => pointer === KEYS && finish(),
    moved: () => show(),
  });

  const found = () => model.get("found") ?? {}; // in the photograph
  const strokes = () => (stroke ? [...model.get("strokes"), stroke] : model.get("strokes"));

  function show() {
    before.width = before.height = Math.round(before.clientWidth * devicePixelRatio) || PAD;
    const { ink } = found();
    const context = paint(before, strokes(), ink);
    const count = strokes().length;
    if (!count && !ink) hint(context, before, keyPen.isShown ? ["arrow keys move,", "Space draws"] : ["draw here"]);
    keyPen.paint(context, coloursOf(before, "up", "text"));
    const from = ink ? "a digit from a photograph, and " : "";
    before.setAttribute("aria-label", `Your drawing: ${from}${count || "no"} stroke${count === 1 ? "" : "s"}`);
  }

  function showPhotograph() {
    const photo = model.get("photo") ?? {};
    for (const part of root.querySelectorAll(".drawing-pad-photo")) part.hidden = !photo.width;
    root.classList.toggle("with-photo", Boolean(photo.width));
    heading.textContent = photo.width ? "Its ink" : "Draw a digit";
    const { box, says = "" } = found();
    if (photo.width) {
      photograph.width = photograph.height = Math.round(photograph.clientWidth * devicePixelRatio) || PAD;
      paintPhotograph(photograph, photo, box, coloursOf(photograph, "stage").stage);
      photograph.setAttribute("aria-label", `Your photograph${box ? ", with a frame around the digit" : ""}`);
    }
    root.querySelector(".drawing-pad-says").textContent = says;
    show();
  }

  async function choosePhotograph() {
    const [file] = chooser.files;
    chooser.value = ""; // so that the same file can be chosen again
    if (!file) return;
    const photo = await readPhotograph(file).catch(() => ({}));
    change(model, { ...NOTHING, found: photo.width ? {} : { says: NO_PICTURE }, photo, ink: new Uint8Array(SENT * SENT) });
  }

  function send(changes = {}) {
    const { ink } = changes.found ?? found();
    change(model, { ...changes, ink: inkOf(changes.strokes ?? strokes(), ink, scratch) });
  }

  function placeOf(event) {
    const box = before.getBoundingClientRect();
    return { x: ((event.clientX - box.left) / box.width) * PAD, y: ((event.clientY - box.top) / box.height) * PAD };
  }

  function add({ x, y }) {
    if (stroke.length && Math.hypot(x - stroke.at(-2), y - stroke.at(-1)) < 1) return;
    stroke.push(Math.round(x * 10) / 10, Math.round(y * 10) / 10);
  }

  function begin(who, point) {
    pointer = who;
    stroke = [];
    extend(point);
  }

  function extend(point) {
    add(point);
    frame.soon();
  }

  function start(event) {
    if (pointer !== undefined || event.button !== 0) return;
    event.preventDefault();
    before.setPointerCapture(event.pointerId);
    begin(event.pointerId, placeOf(event));
  }

  function move(event) {
    if (event.pointerId !== pointer) return;
    const events = event.getCoalescedEvents?.() ?? [];
    for (const each of events.length ? events : [event]) add(placeOf(each));
    frame.soon();
  }

  // The stroke that is being drawn becomes part of the drawing.
  function finish() {
    if (!stroke) return;
    frame.cancel();
    const drawing = strokes();
    stroke = pointer = undefined;
    send({ strokes: drawing });
  }

  function end(event) {
    if (event.pointerId === pointer) finish();
  }

  const wipe = () => send(NOTHING);
  const undo = () => (strokes().length ? send({ strokes: model.get("strokes").slice(0, -1) }) : wipe());
  const actions = { undo, clear: wipe, photo: () => chooser.click() };
  root.addEventListener("click", ({ target }) => actions[target.dataset.do]?.());
  chooser.addEventListener("change", choosePhotograph);

  before.addEventListener("pointerdown", start);
  before.addEventListener("pointermove", move);
  for (const type of ["pointerup", "pointercancel"]) before.addEventListener(type, end);

  const showAfter = () => showSeen(after, model.get("seen"));
  showAfter();
  showPhotograph();
  const stopKeeping = keepKeys(el);
  const stopListening = listen(model, {
    "change:strokes": show,
    "change:photo change:found": showPhotograph,
    "change:seen": showAfter,
    "nnlib:finish": finish, // Keys ask for these two
    "nnlib:wipe": wipe,
  });
  const stopResizing = onResize(before, show);
  return () => {
    stopListening();
    stopKeeping();
    stopResizing();
    frame.cancel();
  };
}

export default { render };
