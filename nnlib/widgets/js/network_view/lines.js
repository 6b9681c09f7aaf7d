// The lines between the layers: colour for the sign, thickness and strength for the size.

import { endsOf, isEdge, same } from "./names.js";
import { signColour } from "./shapes.js";

const MOST_LINES = 800; // of one layer, the strongest: more cost time and make no difference to the eye
const FAINT = 0.1; // the strength of lines that are not highlighted

export function paintLines(pen, scene, layout) {
  for (let layer = 0; layer < scene.last; layer++) {
    if (!layout.isPixel(layer)) paintLayer(pen, scene, layout, layer);
    else if (scene.selectedInput() < 0) paintFan(pen, scene, layout);
    else paintPixelLines(pen, scene, layout);
  }
}

// From the image as a whole to each neuron of the first layer.
function paintFan(pen, scene, layout) {
  const { muted, line } = pen.colours;
  for (let to = 0; to < scene.sizes[1]; to++) {
    const end = { layer: 1, index: to };
    const isMeant = scene.lit.size ? scene.isFanLit(to) : same(end, scene.selected);
    const alpha = scene.lit.size || scene.selected ? (isMeant ? 1 : 0.35) : 0.8;
    pen.line(layout.mouth, layout.at(end), isMeant ? muted : line, isMeant ? 1.5 : 1, alpha);
  }
}

// From the selected pixel.
function paintPixelLines(pen, scene, layout) {
  for (let to = 0; to < scene.sizes[1]; to++) {
    const edge = { layer: 0, to, from: scene.selectedInput() };
    const value = scene.relative(edge);
    const size = Math.abs(value);
    pen.line(...layout.ends(edge), signColour(pen, value), 0.5 + 3 * size, 0.15 + 0.85 * size);
  }
}

function paintLayer(pen, scene, layout, layer) {
  const isChosen = scene.selected || scene.lit.size;
  const room = Math.min(1, Math.sqrt(400 / scene.weights[layer].length));
  for (const { edge, value, isMeant } of linesOf(scene, layer)) {
    const size = Math.abs(value);
    const share = isMeant && isChosen ? 1 : room; // lines in a crowd are finer
    const width = (0.5 + 2.7 * size) * pen.unit * Math.sqrt(share);
    const alpha = (0.07 + 0.88 * size) * share * (isMeant ? 1 : FAINT);
    pen.line(...layout.ends(edge), signColour(pen, value), width, alpha);
  }
}

// In the order of painting: the strong ones last, on top, and the highlighted ones above the others.
export function linesOf(scene, layer) {
  const lines = [];
  for (let from = 0; from < scene.sizes[layer]; from++) {
    for (let to = 0; to < scene.sizes[layer + 1]; to++) {
      const edge = { layer, to, from };
      const value = scene.relative(edge);
      const isMeant = scene.means(edge);
      if (Math.abs(value) > 0.03) lines.push({ edge, value, isMeant, rank: Math.abs(value) + (isMeant ? 1 : 0) });
    }
  }
  return lines.sort((a, b) => a.rank - b.rank).slice(-MOST_LINES);
}

// A single line on top of all others, with a dark edge.
export function standOut(pen, scene, layout, thing) {
  if (!thing || !isEdge(thing)) return;
  const ends = layout.ends(thing);
  const value = scene.relative(thing);
  const size = Math.abs(value);
  pen.line(...ends, pen.colours.stage, (3 * size + 6) * pen.unit, 0.8);
  pen.line(...ends, signColour(pen, value), (3 * size + 2) * pen.unit);
}

// A ring around a neuron or pixel, or around both ends of a line.
export function ring(pen, layout, thing, width) {
  if (!thing) return;
  if (isEdge(thing)) {
    for (const end of endsOf(thing)) ring(pen, layout, end, width);
    return;
  }
  const { ctx, unit } = pen;
  const { x, y } = layout.at(thing);
  if (layout.isPixel(thing.layer)) {
    const { cell } = layout.image;
    ctx.beginPath();
    ctx.rect(x - cell / 2, y - cell / 2, cell, cell);
  } else pen.circle(x, y, layout.columns[thing.layer].radius + 2.5 * unit);
  Object.assign(ctx, { strokeStyle: pen.colours.text, lineWidth: width * unit });
  ctx.stroke();
}
