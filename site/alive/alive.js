// The living network of the front page: NetworkView and DrawingPad as in the notebooks, without Python behind them.

import drawingPad from "../../nnlib/widgets/js/drawing_pad.js";
import networkView from "../../nnlib/widgets/js/network_view.js";
import { onResize } from "../../nnlib/widgets/js/shared/model.js";
import { load, pixelsOf } from "./data.js";
import { frameOf, look } from "./look.js";
import { LocalModel } from "./model.js";
import { normalise } from "./normalise.js";
import { Outputs } from "./outputs.js";
import { Tray } from "./tray.js";
import { sentence } from "./words.js";

const INK = 140 * 140; // what the pad sends

class Alive {
  constructor(root, { networks, digits }) {
    Object.assign(this, { root, networks, digit: digits[0], network: "untrained", direction: "forward", source: "test" });
    this.label = this.digit.label;
    this.own = { image: normalise(new Uint8Array(INK)), label: null };
    this.view = this.makeView();
    this.pad = this.makePad();
    this.outputs = new Outputs(this.part("outputs"), (label) => this.setLabel(label));
    const misread = (digit) => look(networks.trained, pixelsOf(digit), null).answer !== digit.label;
    this.tray = new Tray(this.part("tray"), digits, misread, (digit) => this.setDigit(digit));
    for (const name of ["source", "network", "direction"]) this.follow(name);
  }

  part(name) {
    return this.root.querySelector(`.alive-${name}`);
  }

  // A group of radio buttons sets the field of this name. A browser may remember which of them was pressed.
  follow(name) {
    const group = this.root.querySelector(`[data-of="${name}"]`);
    const read = () => {
      this[name] = group.querySelector(":checked").value;
    };
    group.addEventListener("change", () => {
      read();
      this.show();
    });
    read();
  }

  makeView() {
    const model = new LocalModel({
      neurons: "activations",
      edges: "weights",
      selected: "",
      lit: [],
      caption: "",
      height: 0,
    });
    this.seen = this.compute();
    model.set(this.traits());
    const place = this.part("view");
    networkView.render({ model, el: place });
    onResize(place, () => model.set({ height: place.clientHeight }));
    // Its own words are for those who walk through it; of everything else our sentence speaks.
    const spoken = place.querySelector("[aria-live]");
    const speak = (isSpeaking) => spoken.setAttribute("aria-live", isSpeaking ? "polite" : "off");
    speak(false);
    place.addEventListener("focusin", () => speak(true));
    place.addEventListener("focusout", () => speak(false));
    return model;
  }

  makePad() {
    const model = new LocalModel({ strokes: [], ink: new Uint8Array(INK), seen: new Uint8Array(784), preview: false });
    model.on("change:ink", () => {
      this.own.image = normalise(model.get("ink"));
      if (!model.get("strokes").length && !this.own.image.some((value) => value)) this.own.label = null;
      this.show();
    });
    drawingPad.render({ model, el: this.part("pad") });
    return model;
  }

  get isOwn() {
    return this.source === "own";
  }

  // ---- what a visitor does

  setDigit(digit) {
    Object.assign(this, { digit, label: digit.label });
    this.show();
  }

  setLabel(label) {
    if (this.isOwn) this.own.label = label;
    else this.label = label;
    this.show(this.seen);
  }

  // ---- what this shows

  compute() {
    const x = this.isOwn ? this.own.image : pixelsOf(this.digit);
    return look(this.networks[this.network], x, this.isOwn ? this.own.label : this.label);
  }

  traits() {
    const isBackward = this.direction === "backward" && this.seen.label !== null;
    return {
      parameters: this.networks[this.network].parameters,
      frame: frameOf(this.seen),
      neurons: isBackward ? "wishes" : "activations",
      edges: isBackward ? "wishes" : "weights",
    };
  }

  // `before` is what was seen with another label, if nothing but the label is new.
  show(before = null) {
    this.seen = this.compute();
    const { network, direction, seen, isOwn } = this;
    this.part("tray").hidden = isOwn;
    this.part("pad").hidden = !isOwn;
    this.view.set(this.traits());
    this.outputs.show(seen);
    const words = sentence({ network, direction, shows: isOwn ? null : this.digit.label, seen, before });
    this.part("sentence").textContent = words;
    this.part("cost").hidden = seen.cost === null;
    this.part("cost").lastElementChild.textContent = seen.cost?.toFixed(seen.cost < 0.1 ? 3 : 2) ?? "";
  }
}

async function start(root) {
  try {
    const data = await load(new URL("./data.bin", import.meta.url));
    new Alive(root, data).show();
  } catch (error) {
    const words = `The network could not be loaded (${error.message}). Load this page again, or go on: the course needs none of it.`;
    root.querySelector(".alive-sentence").textContent = words;
    throw error;
  } finally {
    root.removeAttribute("aria-busy"); // while it is there, screen readers say nothing of what changes
  }
}

for (const root of document.querySelectorAll(".alive")) start(root);
