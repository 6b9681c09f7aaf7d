import assert from "node:assert/strict";
import test from "node:test";
import { greysOf } from "../../nnlib/widgets/js/drawing_pad/photograph.js";

const white = [255, 255, 255, 255];
const black = [0, 0, 0, 255];
const blueInk = [30, 40, 160, 255];
const yellowPaper = [250, 240, 200, 255];

test("white stays white and black stays black", () => {
  assert.deepEqual([...greysOf(Uint8ClampedArray.from([...white, ...black]))], [255, 0]);
});

test("blue ink is much darker than yellow paper", () => {
  const [ink, paper] = greysOf(Uint8ClampedArray.from([...blueInk, ...yellowPaper]));
  assert.ok(paper > 230 && ink < 60, `${ink} on ${paper}`);
});
