// The image that goes in, or the weights of one neuron in its place.

import { largest } from "../shared/arrays.js";
import { paintDigit, paintPixels, SIDE } from "../shared/digit.js";

// `bitmap` is a canvas of 28 × 28 pixels, for use in here.
export function paintImage(pen, scene, layout, bitmap) {
  const { ctx, unit, colours } = pen;
  const { x, y, size } = layout.image;
  const neuron = scene.overlaid();
  if (neuron < 0) paintDigit(bitmap, greysOf(scene));
  else paintPixels(bitmap, weightColours(scene, neuron, colours));
  ctx.imageSmoothingEnabled = false;
  ctx.globalAlpha = neuron < 0 && scene.isImageDim() ? 0.35 : 1;
  ctx.drawImage(bitmap, x, y, size, size);
  if (neuron >= 0) outlineInk(pen, scene.activations[0], layout.image);
  Object.assign(ctx, { strokeStyle: colours.line, lineWidth: 1 });
  ctx.strokeRect(x - 0.5, y - 0.5, size + 1, size + 1);
  ctx.globalAlpha = 1;
  const words =
    neuron < 0 ? "784 pixels" : `${scene.edges === "changes" ? "changes of weights" : scene.edges} into neuron ${neuron}`;
  pen.write(words, x + size / 2, y - 10 * unit, 15, colours.muted, { align: "center" });
}

function greysOf(scene) {
  return Array.from(scene.activations[0], (_, i) => Math.round(255 * scene.brightness(0, i)));
}

// Each weight in its colour: strong where the digit has ink, since it counts only there, and faint elsewhere.
function weightColours(scene, to, { up, down, stage }) {
  const values = Array.from(scene.activations[0], (_, from) => scene.value({ layer: 0, to, from }));
  const range = largest(values) || 1;
  const ground = rgb(stage);
  const [blue, orange] = [rgb(up), rgb(down)];
  return (i) => {
    const strength = (Math.abs(values[i]) / range) ** 0.65 * (0.33 + 0.67 * scene.brightness(0, i));
    const hue = values[i] > 0 ? blue : orange;
    return hue.map((value, k) => ground[k] * (1 - strength) + value * strength);
  };
}

// A colour such as CSS writes it, # and six digits, as [red, green, blue].
export function rgb(hex) {
  return [1, 3, 5].map((i) => parseInt(hex.slice(i, i + 2), 16));
}

// A line along all borders between ink and paper.
function outlineInk({ ctx, colours }, pixels, { x, y, cell }) {
  const isInk = (row, column) => row >= 0 && column >= 0 && row < SIDE && column < SIDE && pixels[row * SIDE + column] > 0.3;
  const border = (left, top, right, bottom) => {
    ctx.moveTo(left, top);
    ctx.lineTo(right, bottom);
  };
  ctx.beginPath();
  for (let row = 0; row <= SIDE; row++) {
    for (let column = 0; column <= SIDE; column++) {
      const [left, top] = [x + column * cell, y + row * cell];
      if (isInk(row, column) !== isInk(row - 1, column)) border(left, top, left + cell, top);
      if (isInk(row, column) !== isInk(row, column - 1)) border(left, top, left, top + cell);
    }
  }
  Object.assign(ctx, { strokeStyle: colours.text, lineWidth: 1.25 });
  ctx.stroke();
}
