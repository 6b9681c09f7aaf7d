// Where the tiles of a picture go.

import assert from "node:assert/strict";
import test from "node:test";

import { placesIn } from "../../nnlib/widgets/js/picture.js";

test("the bytes of Python are columns and rows, 16 bits each, the low byte first", () => {
  const bytes = new DataView(Uint8Array.from([3, 0, 0, 1, 34, 0, 12, 0]).buffer);
  assert.deepEqual(placesIn(bytes), [
    [3, 256],
    [34, 12],
  ]);
  assert.deepEqual(placesIn(new DataView(new ArrayBuffer(0))), []);
});
