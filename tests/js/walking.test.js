import assert from "node:assert/strict";
import test from "node:test";
import { enter, walk } from "../../nnlib/widgets/js/network_view/walking.js";
import { imageScene, smallScene } from "./a_scene.js";

const [left, right, up, down] = [
  [-1, 0],
  [1, 0],
  [0, -1],
  [0, 1],
];

test("a walk begins at the network's answer", () => {
  assert.deepEqual(walk(null, up, smallScene()), { layer: 2, index: 1 });
});

test("up and down stay in the layer and stop at its ends", () => {
  const scene = smallScene();
  assert.deepEqual(walk({ layer: 1, index: 1 }, down, scene), { layer: 1, index: 2 });
  assert.deepEqual(walk({ layer: 1, index: 2 }, down, scene), { layer: 1, index: 2 });
  assert.deepEqual(walk({ layer: 1, index: 0 }, up, scene), { layer: 1, index: 0 });
});

test("left and right lead to the same height in the next layer, and stop at the last", () => {
  const scene = smallScene();
  assert.deepEqual(walk({ layer: 1, index: 2 }, right, scene), { layer: 2, index: 1 });
  assert.deepEqual(walk({ layer: 1, index: 2 }, left, scene), { layer: 0, index: 1 });
  assert.deepEqual(walk({ layer: 2, index: 1 }, right, scene), { layer: 2, index: 1 });
});

test("along a weight, left and right lead to its ends, up and down to the weights beside it", () => {
  const edge = { layer: 1, to: 0, from: 1 };
  const scene = smallScene();
  assert.deepEqual(walk(edge, left, scene), { layer: 1, index: 1 });
  assert.deepEqual(walk(edge, right, scene), { layer: 2, index: 0 });
  assert.deepEqual(walk(edge, down, scene), { layer: 1, to: 0, from: 2 });
});

test("from the first layer, left leads to the pixel that adds most, and from there through the image", () => {
  const scene = imageScene();
  const pixel = walk({ layer: 1, index: 1 }, left, scene);
  assert.deepEqual(pixel, { layer: 0, to: 1, from: 30 });
  assert.deepEqual(walk(pixel, down, scene), { layer: 0, to: 1, from: 58 });
  assert.deepEqual(walk({ layer: 0, to: 1, from: 27 }, right, scene), { layer: 1, index: 1 });
});

test("without a weight, a walk through the image stops at its edges", () => {
  const scene = imageScene();
  assert.deepEqual(walk({ layer: 0, index: 27 }, right, scene), { layer: 0, index: 27 });
  assert.deepEqual(walk({ layer: 0, index: 0 }, up, scene), { layer: 0, index: 0 });
});

test("Enter leads from a neuron to its strongest weight, and from anything else nowhere", () => {
  const scene = smallScene();
  assert.deepEqual(enter({ layer: 2, index: 0 }, scene), { layer: 1, to: 0, from: 2 });
  assert.deepEqual(enter({ layer: 0, index: 1 }, scene), { layer: 0, index: 1 });
  assert.equal(enter(null, scene), null);
});
