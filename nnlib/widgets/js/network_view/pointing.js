// What is under the mouse.

import { SIDE } from "../shared/digit.js";

export function thingAt(point, scene, layout) {
  return neuronAt(point, layout) || pixelAt(point, scene, layout) || edgeAt(point, scene, layout);
}

function neuronAt({ x, y }, layout) {
  for (const [layer, column] of layout.columns.entries()) {
    if (!column) continue;
    const reach = column.radius + 4;
    const label = layer === layout.last ? 70 * layout.unit : 0; // the number beside an output belongs to it
    const index = Math.round((y - column.ys[0]) / column.spacing);
    const isNear = Math.abs(y - column.ys[index]) <= Math.min(reach, Math.max(4, column.spacing / 2));
    if (isNear && x >= column.x - reach && x <= column.x + reach + label) return { layer, index };
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
  const { columns, last } = layout;
  const layer = columns.findIndex((c, l) => c && point.x > c.x && l < last && point.x < columns[l + 1].x);
  if (layer < 0) return null;
  const [a, b] = [columns[layer], columns[layer + 1]];
  let [best, nearest] = [null, 6];
  for (let from = 0; from < a.ys.length; from++) {
    for (let to = 0; to < b.ys.length; to++) {
      const edge = { layer, to, from };
      const slope = (b.ys[to] - a.ys[from]) / (b.x - a.x);
      const distance = Math.abs(a.ys[from] + slope * (point.x - a.x) - point.y) / Math.hypot(1, slope);
      // Where lines cross, the strongest wins.
      const score = distance + 3 * (1 - Math.abs(scene.relative(edge)));
      if (distance < 6 && score < nearest && scene.means(edge)) [best, nearest] = [edge, score];
    }
  }
  return best;
}
