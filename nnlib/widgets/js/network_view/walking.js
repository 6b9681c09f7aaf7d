// Where the keys lead.

import { clamp } from "../shared/arrays.js";
import { SIDE } from "../shared/digit.js";
import { isEdge } from "./names.js";

// From this thing (null for none) in the direction of an arrow key, x to the right and y down.
export function walk(thing, [x, y], scene) {
  if (!thing) return { layer: scene.last, index: scene.answer };
  if (isEdge(thing)) return walkEdge(thing, x, y, scene);
  if (scene.hasImage && thing.layer === 0) return walkPixels(thing, x, y, (index) => ({ layer: 0, index }));
  if (scene.hasImage && thing.layer === 1 && x < 0) return scene.strongest(thing);
  const layer = clamp(thing.layer + x, scene.last);
  const share = (scene.sizes[layer] - 1) / Math.max(1, scene.sizes[thing.layer] - 1);
  return { layer, index: clamp(Math.round(thing.index * (x ? share : 1)) + y, scene.sizes[layer] - 1) };
}

function walkEdge({ layer, to, from }, x, y, scene) {
  const end = { layer: layer + 1, index: to };
  if (scene.hasImage && layer === 0) return walkPixels({ index: from }, x, y, (pixel) => ({ layer, to, from: pixel }), end);
  if (x) return x < 0 ? { layer, index: from } : end;
  return { layer, to, from: clamp(from + y, scene.sizes[layer] - 1) };
}

// Within the image. `beyond` is the neuron to the right of it, if there is one to return to.
function walkPixels({ index }, x, y, thing, beyond) {
  const column = (index % SIDE) + x;
  if (column === SIDE && beyond) return beyond;
  return thing(clamp(Math.floor(index / SIDE) + y, SIDE - 1) * SIDE + clamp(column, SIDE - 1));
}

// Enter leads from a neuron to its strongest weight.
export function enter(thing, scene) {
  return thing && !isEdge(thing) && thing.layer ? scene.strongest(thing) : thing;
}
