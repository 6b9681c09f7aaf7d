// Paints the whole view.

import { digitCanvas } from "../shared/digit.js";
import { Pen } from "../shared/pen.js";
import { paintImage } from "./image.js";
import { paintHeader, paintLegend } from "./lettering.js";
import { paintLines, ring, standOut } from "./lines.js";
import { paintNeurons } from "./neurons.js";

const COLOURS = ["stage", "line", "text", "muted", "up", "down"];

export class Painter {
  // `root` is the element from which colours and font are taken; it must be on the page.
  constructor(root, canvas) {
    this.pen = new Pen(canvas, root, COLOURS);
    // Lines change less often than neurons, and there are many of them: we keep them on a canvas of their own and copy it.
    this.linePen = new Pen(document.createElement("canvas"), root, COLOURS);
    this.linesKey = [];
    this.bitmap = digitCanvas();
  }

  // The lines are painted again when `key`, a list of values, has changed.
  paint(scene, layout, hovered, key) {
    const { pen } = this;
    const { width, height, unit } = layout;
    const ratio = window.devicePixelRatio || 1;
    this.paintLines(scene, layout, [...key, ratio, width, height]);
    pen.begin(width, height, unit);
    if (layout.image) paintImage(pen, scene, layout, this.bitmap);
    const lines = this.linePen.canvas;
    pen.ctx.drawImage(lines, 0, 0, lines.width / ratio, lines.height / ratio);
    standOut(pen, scene, layout, scene.selected);
    standOut(pen, scene, layout, hovered);
    paintNeurons(pen, scene, layout);
    ring(pen, layout, scene.selected, 2.5);
    ring(pen, layout, hovered, 1.5);
    paintHeader(pen, scene, layout);
    paintLegend(pen, scene, layout);
  }

  paintLines(scene, layout, key) {
    if (key.length === this.linesKey.length && key.every((value, i) => value === this.linesKey[i])) return;
    this.linesKey = key;
    this.linePen.begin(layout.width, layout.height, layout.unit);
    paintLines(this.linePen, scene, layout);
  }
}
