// What there is to see: the numbers that Python sent (network_view.py says which), and what is selected or lit.

import { argmax, clamp, floats, largest, split } from "../shared/arrays.js";
import { SIDE } from "../shared/digit.js";
import { isEdge, isEndOf, nameOf, same, thingNamed } from "./names.js";

export class Scene {
  constructor(model) {
    this.readFrame(model.get("frame"));
    Object.assign(this, this.read(floats(model.get("parameters"))));
    const changed = model.get("changed");
    this.changed = changed?.byteLength ? this.read(floats(changed)) : null;
    this.neurons = model.get("neurons");
    this.edges = model.get("edges");
    // Given for each parameter, and not worked out from one example.
    this.isGiven = this.edges === "changes" || this.edges === "average wishes";
    // Derivatives are mentioned only where some are shown, since a learner may not have met them yet.
    this.isBackward = this.deltas && (this.neurons === "wishes" || this.edges === "wishes");
    this.selected = thingNamed(model.get("selected"));
    this.lit = new Set(model.get("lit"));
    this.caption = model.get("caption");
    this.scales = this.weights.map((_, layer) => this.scale(layer) || 1);
    this.answerText = this.answered();
  }

  readFrame({ sizes, activation_function: activationFunction, activations, zs, deltas, target }) {
    Object.assign(this, { sizes, activationFunction, last: sizes.length - 1 });
    this.hasImage = sizes[0] === SIDE * SIDE;
    this.activations = split(floats(activations), sizes);
    this.zs = split(floats(zs), sizes.slice(1));
    this.deltas = deltas.byteLength ? split(floats(deltas), sizes.slice(1)) : null;
    this.target = target.byteLength ? floats(target) : null;
    this.answer = argmax(this.activations[this.last]);
    this.isBlank = this.hasImage && this.activations[0].every((pixel) => pixel === 0);
    this.ranges = this.activations.map((layer) => Math.max(1, largest(layer)));
  }

  // What the largest output says; a blank image gets no answer, though one of its outputs is the largest, too.
  answered() {
    if (this.sizes[this.last] === 1) return "";
    if (this.isBlank) return "nothing to read";
    const isWrong = this.target && argmax(this.target) !== this.answer;
    if (!isWrong) return `answer: ${this.answer}`;
    // What is selected needs the room beside it, and the ring shows the target.
    return `answer: ${this.answer} ✗${this.selected ? "" : ` should be ${argmax(this.target)}`}`;
  }

  // One number for each parameter, as { weights, biases } of each layer.
  read(parameters) {
    const { sizes } = this;
    const counts = sizes.slice(1).map((size, l) => size * (sizes[l] + 1));
    const layers = split(parameters, counts);
    return {
      weights: layers.map((layer, l) => layer.subarray(0, sizes[l] * sizes[l + 1])),
      biases: layers.map((layer, l) => layer.subarray(sizes[l] * sizes[l + 1])),
    };
  }

  // The weights that leave one neuron are next to each other.
  weight({ layer, to, from }, weights = this.weights) {
    return weights[layer][from * this.sizes[layer + 1] + to];
  }

  // By how much the last step has moved the weight, or what it should do on average.
  change(edge) {
    return this.weight(edge, this.changed.weights);
  }

  // The wishes for the z of the neurons in a layer after the input: −∂C/∂z.
  wishesOf(layer) {
    return this.deltas[layer - 1].map((delta) => -delta);
  }

  // The wish for a weight, −∂C/∂w: the wish for the z that it leads to, times the activation that it comes from.
  wish({ layer, to, from }) {
    return -this.deltas[layer][to] * this.activations[layer][from];
  }

  // What a line shows.
  value(edge) {
    if (this.isGiven) return this.change(edge);
    return this.edges === "weights" ? this.weight(edge) : this.wish(edge);
  }

  // The largest value in a layer, which gets a line of full thickness.
  scale(layer) {
    if (this.isGiven) return largest(this.changed.weights[layer]);
    if (this.edges === "weights") return largest(this.weights[layer]);
    return largest(this.deltas[layer]) * largest(this.activations[layer]);
  }

  // From -1 to 1.
  relative(edge) {
    return this.value(edge) / this.scales[edge.layer];
  }

  // From 0 to 1. The activation of a sigmoid is its brightness; larger activations are compared within their layer.
  brightness(layer, index) {
    return clamp(this.activations[layer][index] / this.ranges[layer], 1);
  }

  // The neuron of the first layer whose weights are drawn over the image, or -1.
  overlaid() {
    const thing = this.selected;
    if (!this.hasImage || !thing) return -1;
    if (isEdge(thing)) return thing.layer === 0 ? thing.to : -1;
    return thing.layer === 1 ? thing.index : -1;
  }

  // The selected pixel or input, or -1.
  selectedInput() {
    const thing = this.selected;
    return thing && !isEdge(thing) && thing.layer === 0 ? thing.index : -1;
  }

  // Whether this neuron or line is drawn in full: it is lit or, if nothing is lit, it belongs to the selection.
  means(thing) {
    const focus = this.selected;
    if (same(thing, focus)) return true;
    if (this.lit.size) return this.isLit(thing);
    if (!focus) return true;
    if (isEdge(focus)) return !isEdge(thing) && isEndOf(thing, focus);
    if (!isEdge(thing)) return thing.layer === focus.layer - 1;
    return isEndOf(focus, thing) && thing.layer === Math.max(0, focus.layer - 1);
  }

  isLit(thing) {
    const matrix = `${isEdge(thing) ? "weights" : "activations"}[${thing.layer}]`;
    const row = isEdge(thing) ? `${matrix}[${thing.to}]` : matrix;
    return this.lit.has(matrix) || this.lit.has(row) || this.lit.has(nameOf(thing));
  }

  // Whether any weight that leads from the image to this neuron is lit.
  isFanLit(to) {
    const row = `weights[0][${to}`;
    const names = [...this.lit];
    return names.some((name) => name === "weights[0]" || name === `${row}]` || name.startsWith(`${row},`));
  }

  // Whether the image is dimmed, because other things are lit.
  isImageDim() {
    return this.lit.size > 0 && ![...this.lit].some((name) => /^(activations|weights)\[0\]/.test(name));
  }

  // The line that adds most, up or down, to this neuron's sum.
  strongest({ layer, index }) {
    const inputs = this.activations[layer - 1];
    const parts = Array.from(inputs, (a, from) => Math.abs(a * this.weight({ layer: layer - 1, to: index, from })));
    return { layer: layer - 1, to: index, from: argmax(parts) };
  }
}
