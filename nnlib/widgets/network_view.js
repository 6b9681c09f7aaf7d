// The network on one canvas. Python sends numbers (network_view.py tells which); pointing, clicking and walking with
// the arrow keys are answered here, without the kernel.
//
// A `thing` is what one can point at: {layer, index}, a neuron or pixel, or {layer, to, from}, a weight of that layer.
// Weights[layer] lead from activations[layer] to activations[layer + 1].

const SIDE = 28; // an input of 28 × 28 numbers is drawn as an image
const MOST_LINES = 800; // of one layer, the strongest: more cost time, and there is nothing to see
const FAINT = 0.1; // what is not meant

// ---- What Python sent

function floats(view) {
  // A copy, because the bytes of a message need not be aligned.
  return new Float32Array(view.buffer.slice(view.byteOffset, view.byteOffset + view.byteLength));
}

function split(values, sizes) {
  let end = 0;
  return sizes.map((size) => values.subarray(end, (end += size)));
}

function argmax(values) {
  return values.reduce((best, value, i) => (value > values[best] ? i : best), 0);
}

function largest(values) {
  return values.reduce((most, value) => (Math.abs(value) > most ? Math.abs(value) : most), 0);
}

class Scene {
  constructor(model) {
    const { sizes, activation_function, activations, zs, deltas, target } = model.get("frame");
    this.sizes = sizes;
    this.last = sizes.length - 1;
    this.hasImage = sizes[0] === SIDE * SIDE;
    this.activation_function = activation_function;
    this.activations = split(floats(activations), sizes);
    this.zs = split(floats(zs), sizes.slice(1));
    this.deltas = deltas.byteLength ? split(floats(deltas), sizes.slice(1)) : null;
    this.target = target.byteLength ? floats(target) : null;
    this.answer = argmax(this.activations[this.last]);
    this.ranges = this.activations.map((layer) => Math.max(1, largest(layer)));

    const layers = split(
      floats(model.get("parameters")),
      sizes.slice(1).map((size, l) => size * (sizes[l] + 1)),
    );
    this.weights = layers.map((layer, l) => layer.subarray(0, sizes[l] * sizes[l + 1]));
    this.biases = layers.map((layer, l) => layer.subarray(sizes[l] * sizes[l + 1]));

    this.neurons = model.get("neurons");
    this.edges = model.get("edges");
    // Derivatives are told only where some are shown: a learner who has not met them yet is not bothered.
    this.isBackward = this.deltas && (this.neurons === "deltas" || this.edges !== "weights");
    this.selected = parse(model.get("selected"));
    this.lit = new Set(model.get("lit"));
    this.caption = model.get("caption");
    this.scales = this.weights.map((_, layer) => this.scale(layer) || 1);
    this.answerText = sizes[this.last] > 1 ? `answer: ${this.answer}` : "";
  }

  // The weights that leave one neuron stand side by side.
  weight({ layer, to, from }) {
    return this.weights[layer][from * this.sizes[layer + 1] + to];
  }

  // ∂C/∂w = ∂C/∂z · a
  gradient({ layer, to, from }) {
    return this.deltas[layer][to] * this.activations[layer][from];
  }

  // What a line shows.
  value(edge) {
    if (this.edges === "weights") return this.weight(edge);
    return this.edges === "gradient" ? this.gradient(edge) : -this.gradient(edge);
  }

  // The largest value in a layer: a line of full thickness.
  scale(layer) {
    if (this.edges === "weights") return largest(this.weights[layer]);
    return largest(this.deltas[layer]) * largest(this.activations[layer]);
  }

  // From -1 to 1.
  relative(edge) {
    return this.value(edge) / this.scales[edge.layer];
  }

  // From 0 to 1. A sigmoid is its own brightness; anything larger is compared within its layer.
  brightness(layer, index) {
    return clamp(this.activations[layer][index] / this.ranges[layer], 1);
  }

  // The neuron of the first layer whose weights lie over the image, or -1.
  overlaid() {
    const thing = this.selected;
    if (!this.hasImage || !thing) return -1;
    if (isEdge(thing)) return thing.layer === 0 ? thing.to : -1;
    return thing.layer === 1 ? thing.index : -1;
  }

  // Is this neuron or line among what is lit or, if nothing is, belongs to what is selected?
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
}

// ---- Names

const isEdge = (thing) => "to" in thing;

function same(a, b) {
  return b && a.layer === b.layer && a.index === b.index && a.to === b.to && a.from === b.from;
}

function isEndOf({ layer, index }, edge) {
  return (layer === edge.layer && index === edge.from) || (layer === edge.layer + 1 && index === edge.to);
}

function nameOf(thing) {
  if (!thing) return "";
  if (isEdge(thing)) return `weights[${thing.layer}][${thing.to}, ${thing.from}]`;
  return `activations[${thing.layer}][${thing.index}]`;
}

function parse(name) {
  const [layer, index, from] = (name.match(/\d+/g) || []).map(Number);
  if (!name) return null;
  return name.startsWith("weights") ? { layer, to: index, from } : { layer, index };
}

// ---- Words

function number(value) {
  const size = Math.abs(value);
  const digits = size >= 100 ? 1 : size >= 10 ? 2 : size >= 0.01 ? 3 : 5;
  const text = size === 0 ? "0" : size >= 0.0001 ? size.toFixed(digits) : power(size);
  return value < 0 ? `−${text}` : text;
}

function power(size) {
  const [mantissa, exponent] = size.toExponential(1).split("e");
  return `${mantissa}·10${[...exponent].map((c) => ({ "-": "⁻", "+": "" })[c] ?? "⁰¹²³⁴⁵⁶⁷⁸⁹"[c]).join("")}`;
}

function signed(value) {
  return value > 0 ? `+${number(value)}` : number(value);
}

function placeOf(scene, { layer, index }) {
  if (layer === scene.last) return `output ${index}`;
  if (layer > 0) return `hidden layer ${layer}, neuron ${index}`;
  if (!scene.hasImage) return `input ${index}`;
  return `pixel in row ${Math.floor(index / SIDE)}, column ${index % SIDE}`;
}

// The title and the rows [word, number, formula] that say all about one thing.
function describe(scene, thing) {
  if (isEdge(thing)) return { title: titleOf(scene, thing), rows: edgeRows(scene, thing) };
  return { title: placeOf(scene, thing), rows: thing.layer ? neuronRows(scene, thing) : inputRows(scene, thing) };
}

function titleOf(scene, { layer, to, from }) {
  return `${placeOf(scene, { layer, index: from })} → ${placeOf(scene, { layer: layer + 1, index: to })}`;
}

function inputRows(scene, { index }) {
  return [["value", number(scene.activations[0][index])]];
}

function neuronRows(scene, { layer, index }) {
  const z = scene.zs[layer - 1][index];
  const bias = scene.biases[layer - 1][index];
  const isOutput = layer === scene.last;
  const rows = [
    ["weighted sum", signed(z - bias)],
    ["bias", signed(bias)],
    ["z", signed(z), "weighted sum + bias"],
    ["activation", number(scene.activations[layer][index]), `${isOutput ? "sigmoid" : scene.activation_function}(z)`],
  ];
  if (scene.target && isOutput) rows.push(["target", number(scene.target[index])]);
  if (scene.isBackward) rows.push(["delta", signed(scene.deltas[layer - 1][index]), "∂C/∂z"]);
  return rows;
}

function edgeRows(scene, edge) {
  const input = scene.hasImage && edge.layer === 0 ? "pixel" : "activation";
  const activation = scene.activations[edge.layer][edge.from];
  const rows = [
    ["weight", signed(scene.weight(edge))],
    [input, number(activation)],
    ["product", signed(scene.weight(edge) * activation), `weight × ${input}`],
  ];
  if (scene.isBackward) rows.push(["gradient", signed(scene.gradient(edge)), `∂C/∂w, delta × ${input}`]);
  if (scene.edges === "nudges") rows.push(["nudge", signed(-scene.gradient(edge)), "−gradient"]);
  return rows;
}

function numbers(rows) {
  return rows.map(([word, value]) => `${word} ${value}`).join(", ");
}

function spoken(scene) {
  const activation = number(scene.activations[scene.last][scene.answer]);
  const target = scene.target ? `, target ${argmax(scene.target)}` : "";
  const answer = `${scene.answerText || "output"} with activation ${activation}${target}.`;
  if (!scene.selected) return answer;
  const { title, rows } = describe(scene, scene.selected);
  return `${answer} Selected: ${title.replace("→", "to")}: ${numbers(rows)}.`;
}

const MEANING = {
  weights: ["weight > 0", "weight < 0"],
  gradient: ["gradient > 0", "gradient < 0"],
  nudges: ["wants to grow", "wants to shrink"],
};

// ---- Where things are, in CSS pixels

class Layout {
  constructor(width, height, scene) {
    const { sizes, last, hasImage } = scene;
    Object.assign(this, { width, height, sizes, last, hasImage });
    this.unit = Math.min(1.2, Math.max(0.55, Math.min(Math.sqrt(width / 800), height / 440)));
    this.top = 90 * this.unit;
    this.bottom = height - 46 * this.unit;
    this.margin = 24 * this.unit;
    this.columns = sizes.map(() => null);
    if (hasImage) this.placeImage(width);
    this.placeColumns(width - this.margin - 136 * this.unit);
  }

  placeImage(width) {
    const room = Math.min(this.bottom - this.top - 22 * this.unit, (this.last === 1 ? 0.38 : 0.31) * width);
    const size = SIDE * Math.max(1, Math.floor(room / SIDE));
    this.image = { x: this.margin, y: Math.round((this.top + this.bottom - size) / 2), size, cell: size / SIDE };
    this.mouth = { x: this.margin + size + 8 * this.unit, y: this.image.y + size / 2 };
  }

  placeColumns(right) {
    const first = this.hasImage ? 1 : 0;
    const left = this.hasImage ? this.mouth.x : this.margin + 64 * this.unit;
    // The fan of the image is a little narrower than the space between two layers.
    const steps = this.last - first + (this.hasImage ? 0.7 : 0);
    this.gap = (right - left) / steps;
    for (let layer = first; layer <= this.last; layer++) {
      const x = right - (this.last - layer) * this.gap;
      this.columns[layer] = this.column(x, this.sizes[layer]);
    }
  }

  column(x, count) {
    const spacing = Math.min((this.bottom - this.top) / count, 90 * this.unit);
    const middle = (this.top + this.bottom) / 2;
    const ys = Array.from({ length: count }, (_, i) => middle + (i - (count - 1) / 2) * spacing);
    return { x, ys, spacing, radius: Math.min(0.42 * spacing, 9 * this.unit + 0.13 * spacing) };
  }

  isPixel(layer) {
    return layer === 0 && this.hasImage;
  }

  at({ layer, index }) {
    if (!this.isPixel(layer)) return { x: this.columns[layer].x, y: this.columns[layer].ys[index] };
    const { x, y, cell } = this.image;
    return { x: x + ((index % SIDE) + 0.5) * cell, y: y + (Math.floor(index / SIDE) + 0.5) * cell };
  }

  ends(edge) {
    return [this.at({ layer: edge.layer, index: edge.from }), this.at({ layer: edge.layer + 1, index: edge.to })];
  }
}

// ---- What is under the mouse

function thingAt(point, scene, layout) {
  return neuronAt(point, layout) || pixelAt(point, scene, layout) || edgeAt(point, scene, layout);
}

function neuronAt({ x, y }, layout) {
  for (const [layer, column] of layout.columns.entries()) {
    if (!column) continue;
    const reach = column.radius + 4;
    const label = layer === layout.last ? 70 * layout.unit : 0; // the number beside an output belongs to it
    const index = Math.round((y - column.ys[0]) / column.spacing);
    const near = Math.abs(y - column.ys[index]) <= Math.min(reach, Math.max(4, column.spacing / 2));
    if (near && x >= column.x - reach && x <= column.x + reach + label) return { layer, index };
  }
  return null;
}

function pixelAt({ x, y }, scene, { image }) {
  if (!image) return null;
  const column = Math.floor((x - image.x) / image.cell);
  const row = Math.floor((y - image.y) / image.cell);
  if (column < 0 || row < 0 || column >= SIDE || row >= SIDE) return null;
  const index = row * SIDE + column;
  const to = scene.overlaid();
  return to < 0 ? { layer: 0, index } : { layer: 0, to, from: index };
}

function edgeAt(point, scene, layout) {
  const layer = layout.columns.findIndex(
    (c, l) => c && point.x > c.x && l < layout.last && point.x < layout.columns[l + 1].x,
  );
  if (layer < 0) return null;
  const [a, b] = [layout.columns[layer], layout.columns[layer + 1]];
  let [best, nearest] = [null, 6];
  for (let from = 0; from < a.ys.length; from++) {
    for (let to = 0; to < b.ys.length; to++) {
      const edge = { layer, to, from };
      const slope = (b.ys[to] - a.ys[from]) / (b.x - a.x);
      const distance = Math.abs(a.ys[from] + slope * (point.x - a.x) - point.y) / Math.hypot(1, slope);
      // Among lines that cross, the one that stands out is meant.
      const score = distance + 3 * (1 - Math.abs(scene.relative(edge)));
      if (distance < 6 && score < nearest && scene.means(edge)) [best, nearest] = [edge, score];
    }
  }
  return best;
}

// ---- Where the arrow keys lead

const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

function walk(thing, [dx, dy], scene) {
  if (!thing) return { layer: scene.last, index: scene.answer };
  if (isEdge(thing)) return walkEdge(thing, dx, dy, scene);
  if (scene.hasImage && thing.layer === 0) return walkPixels(thing, dx, dy, (index) => ({ layer: 0, index }));
  if (scene.hasImage && thing.layer === 1 && dx < 0) return strongest(scene, thing);
  const layer = clamp(thing.layer + dx, scene.last);
  const share = (scene.sizes[layer] - 1) / Math.max(1, scene.sizes[thing.layer] - 1);
  return { layer, index: clamp(Math.round(thing.index * (dx ? share : 1)) + dy, scene.sizes[layer] - 1) };
}

function walkEdge({ layer, to, from }, dx, dy, scene) {
  const end = { layer: layer + 1, index: to };
  if (scene.hasImage && layer === 0)
    return walkPixels({ index: from }, dx, dy, (pixel) => ({ layer, to, from: pixel }), end);
  if (dx) return dx < 0 ? { layer, index: from } : end;
  return { layer, to, from: clamp(from + dy, scene.sizes[layer] - 1) };
}

// Within the image; to the right of it stands the neuron, if there is one to return to.
function walkPixels({ index }, dx, dy, thing, beyond) {
  const column = (index % SIDE) + dx;
  if (column === SIDE && beyond) return beyond;
  return thing(clamp(Math.floor(index / SIDE) + dy, SIDE - 1) * SIDE + clamp(column, SIDE - 1));
}

// The line that adds most, up or down, to this neuron's sum.
function strongest(scene, { layer, index }) {
  const inputs = scene.activations[layer - 1];
  const parts = Array.from(inputs, (a, from) => Math.abs(a * scene.weight({ layer: layer - 1, to: index, from })));
  return { layer: layer - 1, to: index, from: argmax(parts) };
}

function clamp(value, high) {
  return Math.min(high, Math.max(0, value));
}

// ---- Paint

class Painter {
  constructor(root, canvas) {
    this.canvas = canvas;
    this.root = root;
    this.ctx = canvas.getContext("2d");
    // Lines change less often than neurons, and are many: they are painted on a canvas of their own and copied.
    this.lines = document.createElement("canvas");
    this.linesKey = [];
    this.bitmap = Object.assign(document.createElement("canvas"), { width: SIDE, height: SIDE });
  }

  // Colours and font stand in the style sheet, which applies once the widget is on the page.
  readStyle() {
    const css = getComputedStyle(this.root);
    const color = (name) => css.getPropertyValue(name).trim();
    [this.stage, this.rule, this.text] = ["--stage", "--line", "--text"].map(color);
    [this.muted, this.up, this.down] = ["--muted", "--up", "--down"].map(color);
    this.family = css.fontFamily;
  }

  paint(scene, layout, hovered, key) {
    const ratio = window.devicePixelRatio || 1;
    if (!this.stage) this.readStyle();
    Object.assign(this, { scene, layout, unit: layout.unit });
    this.resize(this.canvas, ratio);
    this.paintLines(ratio, [...key, ratio, layout.width, layout.height]);

    const { ctx } = this;
    ctx.setTransform(1, 0, 0, 1, 0, 0);
    ctx.clearRect(0, 0, this.canvas.width, this.canvas.height);
    ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
    if (layout.image) this.paintImage();
    ctx.drawImage(this.lines, 0, 0, this.lines.width / ratio, this.lines.height / ratio);
    this.standOut(scene.selected);
    this.standOut(hovered);
    layout.columns.forEach((column, layer) => column && this.paintColumn(column, layer));
    this.ring(scene.selected, this.text, 2.5);
    this.ring(hovered, this.text, 1.5);
    this.paintHeader();
    this.paintLegend();
  }

  resize(canvas, ratio) {
    const [width, height] = [Math.round(this.layout.width * ratio), Math.round(this.layout.height * ratio)];
    if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height });
  }

  write(text, x, y, size, { color = this.text, bold = false, align = "left" } = {}) {
    this.ctx.font = `${bold ? "bold " : ""}${size * this.unit}px ${this.family}`;
    this.ctx.fillStyle = color;
    this.ctx.textAlign = align;
    this.ctx.textBaseline = "alphabetic";
    this.ctx.fillText(text, x, y);
    return this.ctx.measureText(text).width;
  }

  line(ctx, [a, b], color, width, alpha = 1) {
    ctx.globalAlpha = alpha;
    ctx.strokeStyle = color;
    ctx.lineWidth = width;
    ctx.beginPath();
    ctx.moveTo(a.x, a.y);
    ctx.lineTo(b.x, b.y);
    ctx.stroke();
    ctx.globalAlpha = 1;
  }

  sign(value) {
    return value > 0 ? this.up : this.down;
  }

  // ---- lines

  paintLines(ratio, key) {
    if (key.length === this.linesKey.length && key.every((value, i) => value === this.linesKey[i])) return;
    this.linesKey = key;
    this.resize(this.lines, ratio);
    const ctx = this.lines.getContext("2d");
    ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
    ctx.clearRect(0, 0, this.layout.width, this.layout.height);
    for (let layer = 0; layer < this.scene.last; layer++) {
      if (this.layout.isPixel(layer)) this.paintFan(ctx);
      else this.paintLayer(ctx, layer);
    }
  }

  paintFan(ctx) {
    const { scene, layout } = this;
    const pixel = scene.selected && !isEdge(scene.selected) && scene.selected.layer === 0 ? scene.selected.index : -1;
    for (let to = 0; to < scene.sizes[1]; to++) {
      const end = layout.at({ layer: 1, index: to });
      if (pixel < 0) {
        const meant = scene.lit.size ? this.fanIsLit(to) : same({ layer: 1, index: to }, scene.selected);
        const alpha = scene.lit.size || scene.selected ? (meant ? 1 : 0.35) : 0.8;
        this.line(ctx, [layout.mouth, end], meant ? this.muted : this.rule, meant ? 1.5 : 1, alpha);
      } else {
        const value = scene.relative({ layer: 0, to, from: pixel });
        const size = Math.abs(value);
        this.line(
          ctx,
          [layout.at({ layer: 0, index: pixel }), end],
          this.sign(value),
          0.5 + 3 * size,
          0.15 + 0.85 * size,
        );
      }
    }
  }

  fanIsLit(to) {
    const row = `weights[0][${to}`;
    return (
      this.scene.lit.has("weights[0]") ||
      [...this.scene.lit].some((name) => name === `${row}]` || name.startsWith(`${row},`))
    );
  }

  // The strong ones last, on top, and those that are meant above those that are not.
  paintLayer(ctx, layer) {
    const { scene, layout } = this;
    const alone = scene.selected || scene.lit.size;
    const room = Math.min(1, Math.sqrt(400 / scene.weights[layer].length));
    for (const { edge, value, meant } of this.linesOf(layer)) {
      const size = Math.abs(value);
      const share = meant && alone ? 1 : room; // lines in a crowd are finer
      const width = (0.5 + 2.7 * size) * this.unit * Math.sqrt(share);
      this.line(ctx, layout.ends(edge), this.sign(value), width, (0.07 + 0.88 * size) * share * (meant ? 1 : FAINT));
    }
  }

  linesOf(layer) {
    const { scene } = this;
    const lines = [];
    for (let from = 0; from < scene.sizes[layer]; from++) {
      for (let to = 0; to < scene.sizes[layer + 1]; to++) {
        const edge = { layer, to, from };
        const value = scene.relative(edge);
        const meant = scene.means(edge);
        if (Math.abs(value) > 0.03) lines.push({ edge, value, meant, rank: Math.abs(value) + (meant ? 1 : 0) });
      }
    }
    return lines.sort((a, b) => a.rank - b.rank).slice(-MOST_LINES);
  }

  // One line, on top of all others.
  standOut(thing) {
    if (!thing || !isEdge(thing)) return;
    const ends = this.layout.ends(thing);
    const value = this.scene.relative(thing);
    const size = Math.abs(value);
    this.line(this.ctx, ends, this.stage, (3 * size + 6) * this.unit, 0.8);
    this.line(this.ctx, ends, this.sign(value), (3 * size + 2) * this.unit);
  }

  // ---- neurons

  paintColumn(column, layer) {
    const { ctx, scene } = this;
    const range = scene.neurons === "deltas" && layer > 0 ? largest(scene.deltas[layer - 1]) || 1 : 0;
    column.ys.forEach((y, index) => {
      this.disc(column.x, y, column.radius, this.stage, this.stage);
      ctx.globalAlpha = scene.means({ layer, index }) ? 1 : scene.lit.size ? 0.25 : 0.5;
      if (range) this.paintDelta(column, y, scene.deltas[layer - 1][index] / range);
      else this.paintActivation(column, y, scene.brightness(layer, index));
      if (layer === scene.last) this.paintOutput(column, y, index);
      if (layer === 0) this.paintInput(column, y, index);
      ctx.globalAlpha = 1;
    });
    this.write(this.heading(layer), column.x, this.layout.top - 12 * this.unit, 15, {
      color: this.muted,
      align: "center",
    });
    if (layer === scene.last && scene.target)
      this.dash(column.x, column.ys[argmax(scene.target)], column.radius + 5 * this.unit);
  }

  disc(x, y, radius, fill, stroke) {
    const { ctx } = this;
    ctx.beginPath();
    ctx.arc(x, y, radius, 0, 2 * Math.PI);
    ctx.fillStyle = fill;
    ctx.fill();
    ctx.strokeStyle = stroke;
    ctx.lineWidth = Math.min(1.5 * this.unit, radius / 4);
    ctx.stroke();
  }

  paintActivation({ x, radius }, y, brightness) {
    const grey = Math.round(255 * brightness);
    this.disc(x, y, radius, `rgb(${grey} ${grey} ${grey})`, this.muted);
  }

  // An arrowhead in a hollow ring, so that nobody takes it for an activation.
  paintDelta({ x, radius }, y, delta) {
    this.disc(x, y, radius, this.stage, this.rule);
    this.arrowhead(x, y, radius * delta, this.sign(delta));
  }

  arrowhead(x, y, size, color) {
    const { ctx } = this;
    const width = Math.abs(size) * 0.87;
    ctx.beginPath();
    ctx.moveTo(x, y - size);
    ctx.lineTo(x + width, y + size / 2);
    ctx.lineTo(x - width, y + size / 2);
    ctx.fillStyle = color;
    ctx.fill();
  }

  paintInput({ x, radius, spacing }, y, index) {
    const size = Math.min(15, (0.8 * spacing) / this.unit);
    if (size < 8) return;
    const look = { color: this.muted, align: "right" };
    this.write(
      this.scene.activations[0][index].toFixed(2),
      x - radius - 10 * this.unit,
      y + 0.36 * size * this.unit,
      size,
      look,
    );
  }

  paintOutput({ x, radius, spacing }, y, index) {
    const { scene, unit } = this;
    const best = index === scene.answer;
    const size = Math.min(18, (0.8 * spacing) / unit);
    if (size < 8 && !best) return;
    const name = Math.max(size, 12);
    const left = x + radius + 10 * unit;
    this.write(String(index), left, y + 0.36 * name * unit, name, { bold: best, color: best ? this.text : this.muted });
    const isDelta = scene.neurons === "deltas";
    const shown = isDelta
      ? short(scene.deltas[scene.last - 1][index])
      : scene.activations[scene.last][index].toFixed(2);
    const gap = (scene.sizes[scene.last] > 10 ? 30 : 22) * unit;
    const look = best && !isDelta ? { bold: true } : { color: this.muted };
    const width = this.write(shown, left + gap, y + 0.36 * name * unit, Math.max(10, name - 3), look);
    const isTarget = scene.target && index === argmax(scene.target);
    if (isTarget)
      this.write("target", left + gap + width + 8 * unit, y + 0.36 * name * unit, 12, { color: this.muted });
  }

  dash(x, y, radius) {
    const { ctx, unit } = this;
    ctx.beginPath();
    ctx.arc(x, y, radius, 0, 2 * Math.PI);
    ctx.setLineDash([3 * unit, 3 * unit]);
    ctx.strokeStyle = this.muted;
    ctx.lineWidth = 1.5 * unit;
    ctx.stroke();
    ctx.setLineDash([]);
  }

  ring(thing, color, width) {
    if (!thing) return;
    if (isEdge(thing)) {
      this.ring({ layer: thing.layer, index: thing.from }, color, width);
      this.ring({ layer: thing.layer + 1, index: thing.to }, color, width);
      return;
    }
    const { ctx, layout } = this;
    const { x, y } = layout.at(thing);
    ctx.beginPath();
    if (layout.isPixel(thing.layer))
      ctx.rect(x - layout.image.cell / 2, y - layout.image.cell / 2, layout.image.cell, layout.image.cell);
    else ctx.arc(x, y, layout.columns[thing.layer].radius + 2.5 * this.unit, 0, 2 * Math.PI);
    ctx.strokeStyle = color;
    ctx.lineWidth = width * this.unit;
    ctx.stroke();
  }

  // ---- the image

  paintImage() {
    const { ctx, scene, layout } = this;
    const { x, y, size } = layout.image;
    const neuron = scene.overlaid();
    const bits = new ImageData(SIDE, SIDE);
    if (neuron < 0) this.fillDigit(bits.data);
    else this.fillWeights(bits.data, neuron);
    this.bitmap.getContext("2d").putImageData(bits, 0, 0);
    ctx.imageSmoothingEnabled = false;
    ctx.globalAlpha =
      scene.lit.size && neuron < 0 && ![...scene.lit].some((name) => /^(activations|weights)\[0\]/.test(name))
        ? 0.35
        : 1;
    ctx.drawImage(this.bitmap, x, y, size, size);
    if (neuron >= 0) this.outlineInk();
    ctx.strokeStyle = this.rule;
    ctx.lineWidth = 1;
    ctx.strokeRect(x - 0.5, y - 0.5, size + 1, size + 1);
    ctx.globalAlpha = 1;
    const words = neuron < 0 ? "784 pixels" : `${scene.edges} into neuron ${neuron}`;
    this.write(words, x + size / 2, y - 10 * this.unit, 15, { color: this.muted, align: "center" });
  }

  fillDigit(data) {
    this.scene.activations[0].forEach((_, i) => {
      const grey = Math.round(255 * this.scene.brightness(0, i));
      data.set([grey, grey, grey, 255], 4 * i);
    });
  }

  // Each weight in its colour: strong where the digit has ink, since only there it counts, and faint elsewhere.
  fillWeights(data, to) {
    const values = Array.from(this.scene.activations[0], (_, from) => this.scene.value({ layer: 0, to, from }));
    const range = largest(values) || 1;
    const [up, down, stage] = [this.up, this.down, this.stage].map(rgb);
    values.forEach((value, i) => {
      const ink = this.scene.brightness(0, i);
      const size = Math.abs(value) / range;
      const strength = size ** 0.65 * (0.33 + 0.67 * ink);
      const hue = value > 0 ? up : down;
      data.set([...hue.map((c, k) => stage[k] * (1 - strength) + c * strength), 255], 4 * i);
    });
  }

  // A line along all borders between ink and paper.
  outlineInk() {
    const { ctx, layout } = this;
    const { x, y, cell } = layout.image;
    const ink = (row, column) =>
      row >= 0 && column >= 0 && row < SIDE && column < SIDE && this.scene.activations[0][row * SIDE + column] > 0.3;
    ctx.beginPath();
    for (let row = 0; row <= SIDE; row++) {
      for (let column = 0; column <= SIDE; column++) {
        const [left, top] = [x + column * cell, y + row * cell];
        if (ink(row, column) !== ink(row - 1, column)) (ctx.moveTo(left, top), ctx.lineTo(left + cell, top));
        if (ink(row, column) !== ink(row, column - 1)) (ctx.moveTo(left, top), ctx.lineTo(left, top + cell));
      }
    }
    ctx.strokeStyle = this.text;
    ctx.lineWidth = 1.25;
    ctx.stroke();
  }

  // ---- words

  heading(layer) {
    const { sizes, last } = this.scene;
    const noun = layer === 0 ? "input" : layer === last ? "output" : "neuron";
    const words = `${sizes[layer]} ${noun}${sizes[layer] > 1 ? "s" : ""}`;
    return this.layout.gap > 88 * this.unit ? words : sizes[layer];
  }

  paintHeader() {
    const { scene, layout, unit } = this;
    const width = this.write(scene.answerText, layout.width - layout.margin, 46 * unit, 32, {
      bold: true,
      align: "right",
    });
    const room = layout.width - width - 3 * layout.margin;
    const used = this.write(scene.caption, layout.margin, 31 * unit, 20, { bold: true });
    if (!scene.selected) return;
    const { title, rows } = describe(scene, scene.selected);
    const gap = scene.caption ? 18 * unit : 0;
    this.fit(title, layout.margin + used + gap, 31 * unit, 17, room - used - gap);
    this.fit(numbers(rows), layout.margin, 55 * unit, 16, room);
  }

  // As large as the room allows.
  fit(text, x, y, size, room) {
    this.ctx.font = `${size * this.unit}px ${this.family}`;
    this.write(text, x, y, Math.min(size, (size * room) / this.ctx.measureText(text).width));
  }

  paintLegend() {
    const { ctx, layout } = this;
    const whole = this.unit;
    const entries = this.legend();
    ctx.font = `${14 * whole}px ${this.family}`;
    const needed = entries.reduce(
      (sum, [glyph, words]) => sum + (glyph ? 28 : 0) * whole + ctx.measureText(words).width,
      0,
    );
    const gaps = 26 * whole * (entries.length - 1);
    this.unit = whole * Math.min(1, (layout.width - 2 * layout.margin) / (needed + gaps));
    let x = layout.margin;
    for (const [glyph, words] of entries) {
      const y = layout.height - 20 * whole;
      if (glyph) (glyph(x, y - 5 * this.unit), (x += 28 * this.unit));
      x += this.write(words, x, y, 14, { color: this.muted }) + 26 * this.unit;
    }
    this.unit = whole;
  }

  // A picture, or null, and the words for it.
  legend() {
    const { scene } = this;
    const [up, down] = MEANING[scene.edges];
    const neurons = {
      activations: [[(x, y) => this.ramp(x, y), "brightness: activation"]],
      deltas: [
        [(x, y) => this.arrowhead(x + 10 * this.unit, y, 8 * this.unit, this.up), "delta > 0"],
        [(x, y) => this.arrowhead(x + 10 * this.unit, y, -8 * this.unit, this.down), "delta < 0"],
      ],
    };
    return [
      ...neurons[scene.neurons],
      [(x, y) => this.wedge(x, y, this.up), up],
      [(x, y) => this.wedge(x, y, this.down), down],
      [null, scene.overlaid() < 0 ? "thickness: size" : "outline: this digit's ink"],
    ];
  }

  ramp(x, y) {
    const { ctx, unit } = this;
    const fill = ctx.createLinearGradient(x, 0, x + 20 * unit, 0);
    fill.addColorStop(0, "black");
    fill.addColorStop(1, "white");
    ctx.fillStyle = fill;
    ctx.fillRect(x, y - 6 * unit, 20 * unit, 12 * unit);
  }

  wedge(x, y, color) {
    const { ctx, unit } = this;
    ctx.beginPath();
    ctx.moveTo(x, y);
    ctx.lineTo(x + 20 * unit, y - 3 * unit);
    ctx.lineTo(x + 20 * unit, y + 3 * unit);
    ctx.fillStyle = color;
    ctx.fill();
  }
}

function rgb(hex) {
  return [1, 3, 5].map((i) => parseInt(hex.slice(i, i + 2), 16));
}

function short(value) {
  const size = Math.abs(value);
  if (size < 0.0001) return size ? "≈ 0" : "0";
  return (value > 0 ? "+" : "−") + size.toFixed(size < 0.01 ? 4 : 2);
}

// ---- The tooltip

function fillTip(tip, { title, rows }) {
  const list = document.createElement("dl");
  for (const [word, value, formula] of rows) {
    list.append(Object.assign(document.createElement("dt"), { textContent: formula ? `${word} = ${formula}` : word }));
    list.append(Object.assign(document.createElement("dd"), { textContent: value }));
  }
  tip.replaceChildren(Object.assign(document.createElement("b"), { textContent: title }), list);
}

function placeTip(tip, { x, y }, { width, height }) {
  const [w, h] = [tip.offsetWidth, tip.offsetHeight];
  const left = x + 18 + w < width ? x + 18 : x - 18 - w;
  const top = y + 18 + h < height ? y + 18 : y - 18 - h;
  tip.style.transform = `translate(${clamp(left, width - w)}px, ${clamp(top, height - h)}px)`;
}

// ---- The widget

function build(el) {
  const make = (tag, className) => Object.assign(document.createElement(tag), { className });
  const [root, canvas, tip, live] = [
    make("div", "nnlib network-view"),
    make("canvas", ""),
    make("div", "tip"),
    make("div", "spoken"),
  ];
  root.tabIndex = 0;
  root.setAttribute("role", "application");
  root.setAttribute(
    "aria-label",
    "Neural network. Arrow keys walk through its neurons, Enter goes to the strongest weight, Escape leaves.",
  );
  root.dataset.lmSuppressShortcuts = "true";
  live.setAttribute("aria-live", "polite");
  root.append(canvas, tip, live);
  el.append(root);
  return { root, canvas, tip, live };
}

function render({ model, el }) {
  const { root, canvas, tip, live } = build(el);
  const painter = new Painter(root, canvas);
  let [scene, layout, mouse, hovered, waiting] = [null, null, null, null, 0];

  // However much arrives in between, only the newest state is painted.
  const repaint = () => {
    waiting ||= requestAnimationFrame(paint);
  };

  function paint() {
    waiting = 0;
    const width = root.clientWidth;
    if (!width) return;
    scene = new Scene(model);
    // At most 496: with two rows of controls above, it fits a JupyterLab window of 1280 × 720.
    const height = model.get("height") || Math.round(Math.min(496, Math.max(300, 0.52 * width)));
    canvas.style.height = `${height}px`;
    layout = new Layout(width, height, scene);
    hovered = mouse && thingAt(mouse, scene, layout);
    painter.paint(scene, layout, hovered, linesKey());
    showTip();
    const words = spoken(scene);
    if (live.textContent !== words) live.textContent = words;
  }

  // While none of these changes, the lines stay as they are.
  function linesKey() {
    const traits = ["parameters", "edges", "selected", "lit"].map((name) => model.get(name));
    return [...traits, scene.sizes.join(), scene.edges === "weights" || model.get("frame")];
  }

  function showTip() {
    tip.style.visibility = hovered ? "visible" : "hidden";
    if (!hovered) return;
    fillTip(tip, describe(scene, hovered));
    placeTip(tip, mouse, layout);
  }

  function select(thing) {
    model.set("selected", nameOf(thing));
    model.save_changes();
  }

  function pointOf(event) {
    const box = canvas.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  }

  function onMove(event) {
    mouse = pointOf(event);
    repaint();
  }

  function onLeave() {
    mouse = null;
    repaint();
  }

  function onClick(event) {
    root.focus();
    if (scene) select(thingAt(pointOf(event), scene, layout));
  }

  function onKey(event) {
    if (!scene || event.ctrlKey || event.metaKey || event.altKey) return;
    const current = parse(model.get("selected")); // keys may come faster than pictures
    const keys = {
      Escape: () => null,
      Enter: () => (current && !isEdge(current) && current.layer ? strongest(scene, current) : current),
    };
    const next = ARROWS[event.key] ? () => walk(current, ARROWS[event.key], scene) : keys[event.key];
    if (!next) return;
    event.preventDefault();
    event.stopPropagation();
    select(next());
  }

  canvas.addEventListener("pointermove", onMove);
  canvas.addEventListener("pointerleave", onLeave);
  canvas.addEventListener("click", onClick);
  root.addEventListener("keydown", onKey);
  model.on("change", repaint);
  const observer = new ResizeObserver(repaint);
  observer.observe(root);
  return () => {
    observer.disconnect();
    cancelAnimationFrame(waiting);
    model.off("change", repaint);
  };
}

export default { render };
