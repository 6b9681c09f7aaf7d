// Draws on a canvas, in CSS pixels; font sizes and the like are multiplied by `unit`.

import { coloursOf } from "./page.js";

export class Pen {
  // `place` is the element from which the pen takes colours (by their names in nnlib/colours.py) and font.
  constructor(canvas, place, colours) {
    this.canvas = canvas;
    this.ctx = canvas.getContext("2d");
    this.colours = coloursOf(place, ...colours);
    this.family = getComputedStyle(place).fontFamily;
    this.unit = 1;
  }

  // An empty canvas with one pixel for each pixel of the screen.
  begin(width, height, unit = 1) {
    const { canvas, ctx } = this;
    const ratio = window.devicePixelRatio || 1;
    const [w, h] = [Math.round(width * ratio), Math.round(height * ratio)];
    if (canvas.width !== w || canvas.height !== h) Object.assign(canvas, { width: w, height: h });
    ctx.setTransform(1, 0, 0, 1, 0, 0);
    ctx.clearRect(0, 0, w, h);
    ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
    this.unit = unit;
  }

  font(size, bold = false) {
    this.ctx.font = `${bold ? "bold " : ""}${size * this.unit}px ${this.family}`;
  }

  // Returns the width of the text. (x, y) is the left or right end of its base line, or the middle.
  write(text, x, y, size, color, { bold = false, align = "left" } = {}) {
    this.font(size, bold);
    Object.assign(this.ctx, { fillStyle: color, textAlign: align, textBaseline: "alphabetic" });
    this.ctx.fillText(text, x, y);
    return this.ctx.measureText(text).width;
  }

  line(a, b, color, width, alpha = 1) {
    const { ctx } = this;
    Object.assign(ctx, { globalAlpha: alpha, strokeStyle: color, lineWidth: width });
    ctx.beginPath();
    ctx.moveTo(a.x, a.y);
    ctx.lineTo(b.x, b.y);
    ctx.stroke();
    ctx.globalAlpha = 1;
  }

  // Begins a new path; fill or stroke it.
  circle(x, y, radius) {
    this.ctx.beginPath();
    this.ctx.arc(x, y, radius, 0, 2 * Math.PI);
  }

  polygon(points, color) {
    const { ctx } = this;
    ctx.beginPath();
    for (const [x, y] of points) ctx.lineTo(x, y);
    ctx.fillStyle = color;
    ctx.fill();
  }
}
