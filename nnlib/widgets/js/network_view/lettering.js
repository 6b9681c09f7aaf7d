// The words above the network, and the legend below it.

import { arrowhead, ramp, wedge } from "./shapes.js";
import { describe, inOneLine, MEANING } from "./words.js";

export function paintHeader(pen, scene, layout) {
  const { unit } = pen;
  const { text } = pen.colours;
  const right = layout.width - layout.margin;
  const width = pen.write(scene.answerText, right, 46 * unit, 32, text, { bold: true, align: "right" });
  const room = layout.width - width - 3 * layout.margin;
  const used = pen.write(scene.caption, layout.margin, 31 * unit, 20, text, { bold: true });
  if (!scene.selected) return;
  const { title, rows } = describe(scene, scene.selected);
  const gap = scene.caption ? 18 * unit : 0;
  fit(pen, title, layout.margin + used + gap, 31 * unit, 17, room - used - gap);
  fit(pen, inOneLine(rows), layout.margin, 55 * unit, 16, room);
}

// Writes at this size, or smaller if there is too little room.
function fit(pen, text, x, y, size, room) {
  pen.font(size);
  const width = pen.ctx.measureText(text).width;
  pen.write(text, x, y, Math.min(size, (size * room) / width), pen.colours.text);
}

// If the legend is too wide for the view, everything in it becomes smaller.
export function paintLegend(pen, scene, layout) {
  const whole = pen.unit;
  const entries = legend(pen, scene);
  pen.font(14);
  const widths = entries.map(({ glyph, words }) => (glyph ? 28 : 0) * whole + pen.ctx.measureText(words).width);
  const needed = widths.reduce((sum, width) => sum + width, 26 * whole * (entries.length - 1));
  pen.unit = whole * Math.min(1, (layout.width - 2 * layout.margin) / needed);
  const y = layout.height - 20 * whole;
  let x = layout.margin;
  for (const { glyph, words } of entries) {
    if (glyph) {
      glyph(x, y - 5 * pen.unit);
      x += 28 * pen.unit;
    }
    x += pen.write(words, x, y, 14, pen.colours.muted) + 26 * pen.unit;
  }
  pen.unit = whole;
}

// Words, and a glyph for most of them: a function that paints it with its left end at (x, y).
function legend(pen, scene) {
  const { up, down } = pen.colours;
  const arrow = (size, colour) => (x, y) => arrowhead(pen, x + 10 * pen.unit, y, size * pen.unit, colour);
  const neurons = {
    activations: [{ glyph: (x, y) => ramp(pen, x, y), words: "brightness: activation" }],
    wishes: [
      { glyph: arrow(8, up), words: "z should grow" },
      { glyph: arrow(-8, down), words: "z should shrink" },
    ],
  };
  const [positive, negative] = MEANING[scene.edges];
  return [
    ...neurons[scene.neurons],
    { glyph: (x, y) => wedge(pen, x, y, up), words: positive },
    { glyph: (x, y) => wedge(pen, x, y, down), words: negative },
    { words: scene.overlaid() < 0 ? "thickness: size" : "outline: this digit's ink" },
  ];
}
