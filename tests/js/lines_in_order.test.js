import assert from "node:assert/strict";
import test from "node:test";
import { moved } from "../../nnlib/widgets/js/lines_in_order.js";
import { readOf } from "../../nnlib/widgets/js/sheet.js";

test("a line moves by one place and no farther than to the ends", () => {
  assert.deepEqual(moved([3, 1, 2], 1, -1), [1, 3, 2]);
  assert.deepEqual(moved([3, 1, 2], 1, 1), [3, 2, 1]);
  assert.deepEqual(moved([3, 1, 2], 0, -1), [3, 1, 2]);
  assert.deepEqual(moved([3, 1, 2], 2, 5), [3, 1, 2]);
});

test("what is no number on a sheet becomes null, which Python can read", () => {
  assert.equal(readOf("−1,1"), -1.1);
  assert.equal(readOf("one"), null);
});
