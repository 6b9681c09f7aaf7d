// The network as a picture. Python sends numbers (network_view.py says which); pointing, clicking and walking with the
// arrow keys are answered here, without the kernel.

import { announcer } from "./shared/announcing.js";
import { keepState } from "./shared/keeping.js";
import { arrowOf, hasFocus, isShortcut, keepKeys, take } from "./shared/keyboard.js";
import { change, listen, oncePerFrame, onResize } from "./shared/model.js";
import { element } from "./shared/page.js";
import { offerPresenting } from "./shared/presenting.js";
import { tellWhenBusy } from "./shared/waiting.js";
import { Hover } from "./network_view/hover.js";
import { Layout } from "./network_view/layout.js";
import { nameOf, thingNamed } from "./network_view/names.js";
import { Painter } from "./network_view/painter.js";
import { thingAt } from "./network_view/pointing.js";
import { Scene } from "./network_view/scene.js";
import { fillTip, placeTip } from "./network_view/tip.js";
import { enter, walk } from "./network_view/walking.js";
import { describe, spoken } from "./network_view/words.js";

const KEYS = "Arrow keys walk through its neurons, Enter goes to the strongest weight, Escape leaves.";

function build(el) {
  const root = element("div", "nnlib network-view");
  const [canvas, tip, live] = [element("canvas"), element("div", "tip"), element("div", "spoken")];
  root.tabIndex = 0;
  root.setAttribute("role", "application");
  root.setAttribute("aria-label", `Neural network. ${KEYS}`);
  live.setAttribute("aria-live", "off");
  root.append(canvas, tip, live);
  el.append(root);
  return { root, canvas, tip, live };
}

function render({ model, el }) {
  const { root, canvas, tip, live } = build(el);
  const repaint = oncePerFrame(paint);
  const { announce, stop: stopAnnouncing } = announcer();
  const hover = new Hover(tip, repaint.soon);
  let [painter, scene, layout, sizes] = [null, null, null, ""];

  function paint() {
    const width = root.clientWidth;
    if (!width) return;
    painter ??= new Painter(root, canvas);
    scene = new Scene(model);
    const height = root.closest(".nnlib-presenting") ? root.clientHeight : usualHeight(width);
    canvas.style.height = `${height}px`;
    layout = new Layout(width, height, scene);
    if (hover.thing && scene.sizes.join() !== sizes) hover.forget(); // the thing may be gone
    sizes = scene.sizes.join();
    hover.look((point) => thingAt(point, scene, layout));
    painter.paint(scene, layout, hover.thing, linesKey());
    showTip();
    say(spoken(scene));
  }

  // Whoever walks through it hears each thing at once. A change from elsewhere is read out when it has come to rest, unless
  // a sentence beside the view says what has changed.
  function say(words) {
    if (live.textContent === words) return;
    const isFirst = !live.textContent;
    live.textContent = words;
    const output = root.closest(".nnlib-output");
    if (!isFirst && !hasFocus(root) && output && !output.querySelector(".nnlib-readout")) announce(words);
  }

  // At most 496: with two rows of controls above, it fits a JupyterLab window of 1280 × 720.
  function usualHeight(width) {
    return model.get("height") || Math.round(Math.min(496, Math.max(300, 0.52 * width)));
  }

  // The lines stay as they are until one of these changes.
  function linesKey() {
    const traits = ["parameters", "changed", "edges", "selected", "lit"].map((name) => model.get(name));
    return [...traits, scene.sizes.join(), scene.edges !== "wishes" || model.get("frame")];
  }

  function showTip() {
    tip.style.visibility = hover.thing ? "visible" : "hidden";
    if (!hover.thing) return;
    fillTip(tip, describe(scene, hover.thing));
    placeTip(tip, hover.anchor, layout);
  }

  function select(thing) {
    change(model, { selected: nameOf(thing) });
  }

  function pointOf(event) {
    const box = canvas.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  }

  root.addEventListener("focusin", () => live.setAttribute("aria-live", "polite"));
  root.addEventListener("focusout", () => live.setAttribute("aria-live", "off"));
  canvas.addEventListener("pointermove", (event) => hover.move(pointOf(event)));
  canvas.addEventListener("pointerleave", () => hover.leave());
  canvas.addEventListener("click", (event) => {
    root.focus();
    if (scene) select(thingAt(pointOf(event), scene, layout));
  });
  root.addEventListener("keydown", (event) => {
    if (isShortcut(event)) return;
    scene ??= new Scene(model); // a key may come before the first picture
    const current = thingNamed(model.get("selected")); // keys may come faster than pictures
    const arrow = arrowOf(event);
    if (arrow) select(walk(current, arrow, scene));
    else if (event.key === "Enter") select(enter(current, scene));
    else if (event.key === "Escape" && current) select(null);
    else return;
    take(event);
  });

  keepState(model);
  const stopKeeping = keepKeys(el);
  const stopOffering = offerPresenting(model, el);
  const stopTelling = tellWhenBusy(model, el);
  const stopListening = listen(model, { change: repaint.soon });
  const stopResizing = onResize(root, repaint.soon);
  return () => {
    stopListening();
    stopAnnouncing();
    stopTelling();
    stopKeeping();
    stopOffering();
    stopResizing();
    repaint.cancel();
    hover.stop();
  };
}

export default { render };
