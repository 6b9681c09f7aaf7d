// Cost and test accuracy as curves that grow. Python sends a few hundred points per curve, however long the training is;
// training_board.py tells what is in a frame.

const INK = "#1a1f29";
const MUTED = "#667085";
const GRID = "#e4e7ec";
const BAND = "#c3cad6";
const GROUND = "#fff";
// The runs that were kept: each has its own dashes and its own letter at its end.
const DASHES = [[9, 4], [2, 4], [14, 4, 2, 4], [5, 3, 1, 3, 1, 3]];
const SHADES = ["#475467", "#475467", "#475467", "#475467"];
const FAMILY = '"DejaVu Sans", Verdana, "Segoe UI", system-ui, sans-serif';

const PAGE = `
  <div class="figures">
    <div class="key"><small>test accuracy</small><b data-show="accuracy"></b></div>
    <div><small>steps</small><b data-show="steps"></b></div>
    <div><small>epochs done</small><span><b data-show="epochs"></b><progress max="1"></progress></span></div>
    <div><small>running cost</small><b data-show="cost"></b></div>
    <div><small>rate · batch now</small><b data-show="setting"></b></div>
    <div hidden><small>on training images</small><b data-show="train"></b></div>
  </div>
  <div class="ground"><canvas role="img"></canvas><div class="notice" role="alert"></div></div>
  <div class="choices">
    <span data-trait="axis">across:
      <button type="button" data-value="steps">steps</button>
      <button type="button" data-value="examples">examples</button>
      <button type="button" data-value="seconds">seconds</button></span>
    <span data-trait="log">cost:
      <button type="button" data-value="false">linear</button>
      <button type="button" data-value="true">log</button></span>
  </div>
  <div class="legend"></div>
  <div class="code" hidden>
    <div><b></b><button type="button" data-do="close">Close</button></div>
    <textarea readonly spellcheck="false" aria-label="The code that repeats this run"></textarea>
  </div>`;

// ---- What Python sent

function rows(view, count) {
  const values = new Float32Array(view.buffer.slice(view.byteOffset, view.byteOffset + view.byteLength));
  const length = values.length / count;
  return Array.from({ length: count }, (_, i) => values.subarray(i * length, (i + 1) * length));
}

function readRun(run) {
  const [x, low, high, mean] = rows(run.curve, 4);
  const [fullX, full] = rows(run.full_costs, 2);
  const [accuracyX, accuracy] = rows(run.accuracies, 2);
  const [trainX, train] = run.train_accuracies ? rows(run.train_accuracies, 2) : [[], []];
  return { ...run, x, low, high, mean, fullX, full, accuracyX, accuracy, trainX, train };
}

const last = (values) => values[values.length - 1];

function extent(arrays) {
  let [low, high] = [Infinity, -Infinity];
  for (const values of arrays) {
    for (const value of values) {
      if (value < low) low = value;
      if (value > high) high = value;
    }
  }
  return [low, high];
}

// ---- Scales

// About `count` round numbers from low to high.
function roundNumbers(low, high, count) {
  const rough = (high - low) / count;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((m) => m * power).find((s) => s >= rough);
  const first = Math.ceil(low / step - 1e-9);
  return Array.from({ length: Math.floor(high / step + 1e-9) - first + 1 }, (_, i) => (first + i) * step);
}

function logNumbers(low, high) {
  const numbers = [];
  for (let power = Math.floor(Math.log10(low)); power <= Math.log10(high); power++) {
    for (const m of [1, 2, 5]) if (m * 10 ** power >= low && m * 10 ** power <= high) numbers.push(m * 10 ** power);
  }
  return numbers;
}

function costScale(runs, isLog, top, bottom) {
  let [low, high] = extent(runs.flatMap((run) => [run.mean, run.full]));
  if (!(high > 0)) [low, high] = [0.1, 3];
  if (!isLog) {
    high *= 1.06;
    return { at: (v) => bottom - (Math.max(0, v) / high) * (bottom - top), ticks: roundNumbers(0, high, 4) };
  }
  [low, high] = [Math.max(low, 1e-6) * 0.8, high * 1.15];
  const span = Math.log(high / low);
  return { at: (v) => bottom - (Math.log(Math.max(v, 1e-9) / low) / span) * (bottom - top), ticks: logNumbers(low, high) };
}

// ---- Words

const plain = (value) => value.toLocaleString("en", { maximumFractionDigits: 0 });

function short(value, axis) {
  if (axis === "seconds") return `${+value.toPrecision(3)}`;
  if (value >= 1e6) return `${+(value / 1e6).toPrecision(3)} M`;
  return plain(value);
}

function fill(root, { counters, train_accuracies: both }) {
  const { steps, epochs, accuracy, train_accuracy: train, cost, rate, batch } = counters;
  const percent = (share) => (share === null ? "–" : `${(100 * share).toFixed(1)} %`);
  const whole = Math.floor(epochs + 1e-9);
  const words = {
    accuracy: percent(accuracy),
    train: percent(train),
    steps: plain(steps),
    epochs: plain(whole),
    cost: cost === null ? "–" : cost.toFixed(3),
    setting: `${+rate.toPrecision(3)} · ${plain(batch)}`,
  };
  for (const [name, text] of Object.entries(words)) {
    const place = root.querySelector(`[data-show=${name}]`);
    if (place.textContent !== text) place.textContent = text;
  }
  // Where both accuracies are wanted, the sliders have to say the settings.
  root.querySelector("[data-show=train]").parentElement.hidden = !both;
  root.querySelector("[data-show=setting]").parentElement.hidden = !!both;
  const bar = root.querySelector("progress");
  bar.value = epochs - whole;
  bar.setAttribute("aria-label", `${Math.floor(100 * (epochs - whole) + 1e-6)} % of this epoch`);
}

function fillLegend(legend, runs) {
  const line = (dash) =>
    `<svg aria-hidden="true"><line x1="0" y1="5" x2="34" y2="5" stroke="${INK}" stroke-width="2.5" stroke-dasharray="${dash}"/></svg>`;
  const entries = runs.map((run, i) => {
    const entry = Object.assign(document.createElement("span"), { innerHTML: line(run.live ? "" : DASHES[i % 4]) });
    entry.append(run.name ? `${run.name}: ${run.words}` : run.words);
    return entry;
  });
  legend.replaceChildren(...entries);
}

// ---- The picture

class Painter {
  constructor(canvas) {
    this.canvas = canvas;
    this.ctx = canvas.getContext("2d");
  }

  paint(runs, axis, isLog) {
    const { canvas, ctx } = this;
    const [width, height] = [canvas.clientWidth, canvas.clientHeight];
    const density = window.devicePixelRatio || 1;
    const [w, h] = [Math.round(width * density), Math.round(height * density)];
    if (canvas.width !== w || canvas.height !== h) [canvas.width, canvas.height] = [w, h];
    ctx.setTransform(density, 0, 0, density, 0, 0);
    ctx.fillStyle = GROUND;
    ctx.fillRect(0, 0, width, height);

    this.left = 56;
    this.right = width - 30;
    const end = Math.max(axis === "seconds" ? 0.1 : axis === "steps" ? 10 : 1000, ...runs.map((run) => last(run.x) || 0));
    this.x = (value) => this.left + (value / end) * (this.right - this.left);
    const bottom = height - 24;
    const middle = 20 + 0.62 * (bottom - 20);
    const cost = costScale(runs, isLog, 24, middle);
    const accuracy = (value) => bottom - value * (bottom - middle - 36);
    this.frame("cost", cost.ticks, cost.at, (v) => String(+v.toPrecision(2)), 12);
    const circles = runs.at(-1).train.length ? " · circles: on the training images" : "";
    this.frame(`test accuracy${circles}`, [0, 0.5, 1], accuracy, (v) => `${100 * v} %`, middle + 22);
    this.ticksAcross(end, axis, bottom);
    for (const change of runs.at(-1).changes ?? []) this.rule(this.x(change), 20, bottom);
    runs.forEach((run, i) => this.run(run, i, cost.at, accuracy, middle));
  }

  write(text, x, y, size, { align = "left", color = MUTED, bold = false } = {}) {
    Object.assign(this.ctx, { font: `${bold ? "bold " : ""}${size}px ${FAMILY}`, textAlign: align, fillStyle: color });
    this.ctx.fillText(text, x, y);
    return this.ctx.measureText(text).width;
  }

  frame(title, ticks, at, words, top) {
    const { ctx } = this;
    ctx.lineWidth = 1;
    ctx.strokeStyle = GRID;
    for (const tick of ticks) {
      const y = Math.round(at(tick)) + 0.5;
      ctx.beginPath();
      ctx.moveTo(this.left, y);
      ctx.lineTo(this.right, y);
      ctx.stroke();
      this.write(words(tick), this.left - 7, y + 5, 13, { align: "right" });
    }
    this.write(title, this.left + 4, top, 14, { color: INK, bold: true });
  }

  ticksAcross(end, axis, y) {
    const ticks = roundNumbers(0, end, 5);
    const width = this.write(axis, this.right + 26, y + 18, 13, { align: "right" });
    for (const tick of ticks) {
      if (this.x(tick) < this.right - width) this.write(short(tick, axis), this.x(tick), y + 18, 13, { align: "center" });
    }
  }

  rule(x, top, bottom) {
    const { ctx } = this;
    ctx.setLineDash([2, 3]);
    this.line([x, x], [top, bottom], (v) => v, (v) => v, MUTED, 1);
    ctx.setLineDash([]);
  }

  line(xs, ys, atX, atY, color, width) {
    const { ctx } = this;
    ctx.beginPath();
    for (let i = 0; i < xs.length; i++) ctx.lineTo(atX(xs[i]), atY(ys[i]));
    Object.assign(ctx, { strokeStyle: color, lineWidth: width, lineJoin: "round" });
    ctx.stroke();
  }

  run(run, i, cost, accuracy, middle) {
    const { ctx } = this;
    if (run.live) this.clipped(20, middle, () => this.band(run, cost));
    const [color, width] = run.live ? [INK, 2.5] : [SHADES[i % 4], 2];
    ctx.setLineDash(run.live ? [] : DASHES[i % 4]);
    this.line(run.x, run.mean, this.x, cost, color, width);
    this.line(run.accuracyX, run.accuracy, this.x, accuracy, color, width);
    ctx.setLineDash([]);
    if (run.live) {
      run.full.forEach((value, k) => this.dot(this.x(run.fullX[k]), cost(value)));
      run.train.forEach((value, k) => this.dot(this.x(run.trainX[k]), accuracy(value)));
    }
    const name = { color, bold: true };
    if (run.x.length) this.write(run.name, this.x(last(run.x)) + 5, cost(last(run.mean)) + 5, 14, name);
  }

  clipped(top, bottom, paint) {
    const { ctx } = this;
    ctx.save();
    ctx.beginPath();
    ctx.rect(this.left, top, this.right - this.left, bottom - top);
    ctx.clip();
    paint();
    ctx.restore();
  }

  // From the lowest to the highest cost of the mini-batches; where each has its own point, the line through them.
  band({ x, low, high }, at) {
    const { ctx } = this;
    this.line(x, high, this.x, at, BAND, 1);
    ctx.beginPath();
    for (let i = 0; i < x.length; i++) ctx.lineTo(this.x(x[i]), at(high[i]));
    for (let i = x.length - 1; i >= 0; i--) ctx.lineTo(this.x(x[i]), at(low[i]));
    ctx.fillStyle = BAND;
    ctx.fill();
  }

  dot(x, y) {
    const { ctx } = this;
    ctx.beginPath();
    ctx.arc(x, y, 3.5, 0, 2 * Math.PI);
    Object.assign(ctx, { fillStyle: GROUND, strokeStyle: INK, lineWidth: 1.5 });
    ctx.fill();
    ctx.stroke();
  }
}

// ---- The code that repeats a run

function showCode(panel, text) {
  const [title, area] = [panel.querySelector("b"), panel.querySelector("textarea")];
  area.value = text;
  panel.hidden = false;
  area.focus();
  area.select();
  title.textContent = "Press Ctrl+C (or ⌘C), then paste it into a new cell.";
  const done = () => (title.textContent = "Copied. Paste it into a new cell.");
  navigator.clipboard?.writeText(text).then(done, () => {});
}

// ---- The widget

function render({ model, el }) {
  const root = Object.assign(document.createElement("div"), { className: "nnlib curves", innerHTML: PAGE });
  root.dataset.lmSuppressShortcuts = "true";
  root.style.height = `${model.get("height")}px`;
  el.append(root);
  const canvas = root.querySelector("canvas");
  const painter = new Painter(canvas);
  let [waiting, told, keptRuns] = [0, 0, []];

  const repaint = () => {
    waiting ||= requestAnimationFrame(paint);
  };

  function paint() {
    waiting = 0;
    const frame = model.get("frame");
    if (!root.clientWidth || !frame.curve) return;
    const live = { ...readRun(frame), name: "", live: true };
    fill(root, frame);
    painter.paint([...keptRuns, live], model.get("axis"), model.get("log"));
    canvas.setAttribute("aria-label", `Cost and test accuracy across ${model.get("axis")}. ${frame.words}`);
    for (const button of root.querySelectorAll("[data-value]")) {
      const trait = button.parentElement.dataset.trait;
      button.setAttribute("aria-pressed", String(String(model.get(trait)) === button.dataset.value));
    }
  }

  function readKept() {
    keptRuns = model.get("kept").map(readRun);
    fillLegend(root.querySelector(".legend"), keptRuns);
    repaint();
  }

  // Python trains on only while somebody looks.
  function arrived() {
    repaint();
    if (performance.now() - told < 2000) return;
    told = performance.now();
    model.send({ seen: true });
  }

  function say() {
    root.querySelector(".notice").textContent = model.get("message");
  }

  function onMessage(message) {
    if (message.code) showCode(root.querySelector(".code"), message.code);
  }

  root.addEventListener("click", ({ target }) => {
    const { value, do: action } = target.dataset;
    if (action === "close") root.querySelector(".code").hidden = true;
    if (value === undefined) return;
    const trait = target.parentElement.dataset.trait;
    model.set(trait, trait === "log" ? value === "true" : value);
    model.save_changes();
  });

  const listeners = { "change:frame": arrived, "change:kept": readKept, "change:message": say, "msg:custom": onMessage };
  for (const trait of ["axis", "log"]) listeners[`change:${trait}`] = repaint;
  for (const [event, listener] of Object.entries(listeners)) model.on(event, listener);
  const observer = new ResizeObserver(repaint);
  observer.observe(root);
  readKept();
  say();
  return () => {
    observer.disconnect();
    cancelAnimationFrame(waiting);
    for (const [event, listener] of Object.entries(listeners)) model.off(event, listener);
    model.send({ gone: true });
  };
}

export default { render };
