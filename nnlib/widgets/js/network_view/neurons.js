// The neurons of a layer, one below the other, with the numbers beside inputs and outputs.

import { argmax, largest } from "../shared/arrays.js";
import { brief } from "../shared/numbers.js";
import { arrowhead, signColour } from "./shapes.js";
import { heading } from "./words.js";

export function paintNeurons(pen, scene, layout) {
  layout.columns.forEach((column, layer) => {
    if (!column) return;
    paintColumn(pen, scene, column, layer);
    const words = layout.gap > 88 * pen.unit ? heading(scene, layer) : scene.sizes[layer];
    pen.write(words, column.x, layout.top - 12 * pen.unit, 15, pen.colours.muted, { align: "center" });
    if (layer === scene.last && scene.target) markTarget(pen, column, argmax(scene.target));
  });
}

function paintColumn(pen, scene, column, layer) {
  const { ctx, colours } = pen;
  const wishes = scene.neurons === "wishes" && layer > 0 ? scene.wishesOf(layer) : null;
  const range = wishes ? largest(wishes) : 0;
  column.ys.forEach((y, index) => {
    disc(pen, column, y, colours.stage, colours.stage);
    ctx.globalAlpha = scene.means({ layer, index }) ? 1 : scene.lit.size ? 0.25 : 0.5;
    if (wishes) paintWish(pen, column, y, wishes[index] / (range || 1));
    else paintActivation(pen, column, y, scene.brightness(layer, index));
    if (layer === scene.last) labelOutput(pen, scene, column, y, index);
    if (layer === 0) labelInput(pen, scene, column, y, index);
    ctx.globalAlpha = 1;
  });
}

function disc(pen, { x, radius }, y, fill, stroke) {
  const { ctx } = pen;
  pen.circle(x, y, radius);
  Object.assign(ctx, { fillStyle: fill, strokeStyle: stroke, lineWidth: Math.min(1.5 * pen.unit, radius / 4) });
  ctx.fill();
  ctx.stroke();
}

function paintActivation(pen, column, y, brightness) {
  const grey = Math.round(255 * brightness);
  disc(pen, column, y, `rgb(${grey} ${grey} ${grey})`, pen.colours.muted);
}

// An arrowhead in a hollow ring, so that it is not mistaken for an activation.
function paintWish(pen, column, y, wish) {
  disc(pen, column, y, pen.colours.stage, pen.colours.line);
  arrowhead(pen, column.x, y, column.radius * wish, signColour(pen, wish));
}

function labelInput(pen, scene, { x, radius, spacing }, y, index) {
  const { unit, colours } = pen;
  const size = Math.min(15, (0.8 * spacing) / unit);
  if (size < 8) return;
  const words = scene.activations[0][index].toFixed(2);
  pen.write(words, x - radius - 10 * unit, y + 0.36 * size * unit, size, colours.muted, { align: "right" });
}

// The digit, what the neuron shows as a number, and "target" where it is the target.
function labelOutput(pen, scene, { x, radius, spacing }, y, index) {
  const { unit, colours } = pen;
  const { last, answer, target } = scene;
  const isAnswer = index === answer;
  const room = Math.min(18, (0.8 * spacing) / unit);
  if (room < 8 && !isAnswer) return;
  const size = Math.max(room, 12);
  const base = y + 0.36 * size * unit;
  const left = x + radius + 10 * unit;
  pen.write(String(index), left, base, size, isAnswer ? colours.text : colours.muted, { bold: isAnswer });

  const isBold = isAnswer && scene.neurons !== "wishes";
  const number = scene.neurons === "wishes" ? brief(scene.wishesOf(last)[index]) : scene.activations[last][index].toFixed(2);
  const start = left + (scene.sizes[last] > 10 ? 30 : 22) * unit;
  const colour = isBold ? colours.text : colours.muted;
  const width = pen.write(number, start, base, Math.max(10, size - 3), colour, { bold: isBold });
  if (target && index === argmax(target)) pen.write("target", start + width + 8 * unit, base, 12, colours.muted);
}

// A dashed ring around the output that should be 1.
function markTarget(pen, { x, ys, radius }, index) {
  const { ctx, unit } = pen;
  pen.circle(x, ys[index], radius + 5 * unit);
  ctx.setLineDash([3 * unit, 3 * unit]);
  Object.assign(ctx, { strokeStyle: pen.colours.muted, lineWidth: 1.5 * unit });
  ctx.stroke();
  ctx.setLineDash([]);
}
