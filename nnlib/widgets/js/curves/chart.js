// The picture: the cost above, the accuracy below, across the same axis.

import { Pen } from "../shared/pen.js";
import { DASHES } from "./figures.js";
import { costScale, roundNumbers, tickWords } from "./scales.js";

const COLOURS = ["ground", "ink", "ink-soft", "ink-muted", "spread", "grid"];
const SHORTEST = { steps: 10, examples: 1000, seconds: 0.1 }; // the axis is at least this long

const last = (values) => values[values.length - 1];

export class Chart {
  // `root` is the element from which colours and font are taken; it must be on the page.
  constructor(root, canvas) {
    this.pen = new Pen(canvas, root, COLOURS);
  }

  // The last of the runs is the current one; the others were kept.
  paint(runs, axis, isLog) {
    const { pen } = this;
    const { clientWidth: width, clientHeight: height } = pen.canvas;
    pen.begin(width, height);
    pen.ctx.fillStyle = pen.colours.ground;
    pen.ctx.fillRect(0, 0, width, height);

    this.left = 56;
    this.right = width - 30;
    const end = Math.max(SHORTEST[axis], ...runs.map((run) => last(run.x) || 0));
    this.x = (value) => this.left + (value / end) * (this.right - this.left);
    const bottom = height - 24;
    const middle = 20 + 0.62 * (bottom - 20);
    const cost = costScale(runs, isLog, 24, middle);
    const accuracy = (value) => bottom - value * (bottom - middle - 36);
    const live = runs.at(-1);
    this.frame("cost", cost.ticks, cost.at, (v) => String(+v.toPrecision(2)), 12);
    const circles = live.train.length ? " · circles: on the training images" : "";
    this.frame(`test accuracy${circles}`, [0, 0.5, 1], accuracy, (v) => `${100 * v} %`, middle + 22);
    this.ticksAcross(end, axis, bottom);
    for (const change of live.changes ?? []) this.rule(this.x(change), 20, bottom);
    runs.forEach((run, i) => this.run(run, i, cost.at, accuracy, middle));
  }

  frame(title, ticks, at, words, top) {
    const { pen } = this;
    const { grid, ink } = pen.colours;
    for (const tick of ticks) {
      const y = Math.round(at(tick)) + 0.5;
      pen.line({ x: this.left, y }, { x: this.right, y }, grid, 1);
      this.write(words(tick), this.left - 7, y + 5, "right");
    }
    pen.write(title, this.left + 4, top, 14, ink, { bold: true });
  }

  write(text, x, y, align) {
    return this.pen.write(text, x, y, 13, this.pen.colours["ink-muted"], { align });
  }

  ticksAcross(end, axis, y) {
    const width = this.write(axis, this.right + 26, y + 18, "right");
    for (const tick of roundNumbers(0, end, 5)) {
      if (this.x(tick) < this.right - width) this.write(tickWords(tick, axis), this.x(tick), y + 18, "center");
    }
  }

  // Where a setting was changed.
  rule(x, top, bottom) {
    const { pen } = this;
    pen.ctx.setLineDash([2, 3]);
    pen.line({ x, y: top }, { x, y: bottom }, pen.colours["ink-muted"], 1);
    pen.ctx.setLineDash([]);
  }

  curve(xs, ys, at, color, width) {
    const { ctx } = this.pen;
    ctx.beginPath();
    for (let i = 0; i < xs.length; i++) ctx.lineTo(this.x(xs[i]), at(ys[i]));
    Object.assign(ctx, { strokeStyle: color, lineWidth: width, lineJoin: "round" });
    ctx.stroke();
  }

  run(run, i, cost, accuracy, middle) {
    const { pen } = this;
    const { ink, "ink-soft": soft } = pen.colours;
    if (run.live) this.clipped(20, middle, () => this.band(run, cost));
    const [color, width] = run.live ? [ink, 2.5] : [soft, 2];
    pen.ctx.setLineDash(run.live ? [] : DASHES[i % 4]);
    this.curve(run.x, run.mean, cost, color, width);
    this.curve(run.accuracyX, run.accuracy, accuracy, color, width);
    pen.ctx.setLineDash([]);
    if (run.live) {
      run.full.forEach((value, k) => this.dot(this.x(run.fullX[k]), cost(value)));
      run.train.forEach((value, k) => this.dot(this.x(run.trainX[k]), accuracy(value)));
    }
    if (run.x.length) pen.write(run.name, this.x(last(run.x)) + 5, cost(last(run.mean)) + 5, 14, color, { bold: true });
  }

  clipped(top, bottom, paint) {
    const { ctx } = this.pen;
    ctx.save();
    ctx.beginPath();
    ctx.rect(this.left, top, this.right - this.left, bottom - top);
    ctx.clip();
    paint();
    ctx.restore();
  }

  // From the lowest to the highest cost of the mini-batches; a line through them if each has its own point.
  band({ x, low, high }, at) {
    const { ctx, colours } = this.pen;
    this.curve(x, high, at, colours.spread, 1);
    ctx.beginPath();
    for (let i = 0; i < x.length; i++) ctx.lineTo(this.x(x[i]), at(high[i]));
    for (let i = x.length - 1; i >= 0; i--) ctx.lineTo(this.x(x[i]), at(low[i]));
    ctx.fillStyle = colours.spread;
    ctx.fill();
  }

  dot(x, y) {
    const { ctx, colours } = this.pen;
    this.pen.circle(x, y, 3.5);
    Object.assign(ctx, { fillStyle: colours.ground, strokeStyle: colours.ink, lineWidth: 1.5 });
    ctx.fill();
    ctx.stroke();
  }
}
