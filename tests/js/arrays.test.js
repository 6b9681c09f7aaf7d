import assert from "node:assert/strict";
import test from "node:test";
import { argmax, bytes, clamp, extent, floats, largest, split } from "../../nnlib/widgets/js/shared/arrays.js";

test("float32 numbers are read wherever they begin in a message", () => {
  const message = new Uint8Array(13);
  const view = new DataView(message.buffer, 1);
  [1.5, -2, 0.25].forEach((value, i) => view.setFloat32(4 * i, value, true));
  assert.deepEqual([...floats(view)], [1.5, -2, 0.25]);
  assert.equal(bytes(view).length, 12);
});

test("a vector is split without a copy", () => {
  const values = Float32Array.of(1, 2, 3, 4, 5);
  const [a, b] = split(values, [2, 3]);
  values[4] = 50;
  assert.deepEqual(
    [[...a], [...b]],
    [
      [1, 2],
      [3, 4, 50],
    ],
  );
});

test("the largest value counts without its sign, the first of several wins", () => {
  assert.equal(largest([1, -3, 2]), 3);
  assert.equal(largest([]), 0);
  assert.equal(argmax([1, 5, 5, 2]), 1);
});

test("the extent spans all arrays", () => {
  assert.deepEqual(extent([[3, 1], [], [7]]), [1, 7]);
});

test("a clamped value is between 0 and its limit", () => {
  assert.deepEqual(
    [-1, 2, 9].map((value) => clamp(value, 5)),
    [0, 2, 5],
  );
});
