import assert from "node:assert/strict";
import test from "node:test";
import { fillFigures } from "../../nnlib/widgets/js/curves/figures.js";
import { readRun } from "../../nnlib/widgets/js/curves/runs.js";
import { costScale, logNumbers, roundNumbers, tickWords } from "../../nnlib/widgets/js/curves/scales.js";

const close = (a, b) => Math.abs(a - b) < 1e-12;
const view = (...values) => new DataView(Float32Array.from(values).buffer);

test("the numbers along an axis are round", () => {
  assert.deepEqual(roundNumbers(0, 6000, 5), [0, 2000, 4000, 6000]);
  assert.deepEqual(roundNumbers(0, 0.9, 4), [0, 0.5]);
});

test("on a log axis they are 1, 2 and 5 times a power of ten", () => {
  const expected = [0.05, 0.1, 0.2, 0.5, 1, 2];
  assert.ok(logNumbers(0.04, 3).every((number, i) => close(number, expected[i])));
  assert.equal(logNumbers(0.04, 3).length, expected.length);
});

for (const isLog of [false, true]) {
  test(`on a ${isLog ? "log" : "linear"} scale larger costs are higher, and all have room`, () => {
    const { at } = costScale([{ mean: [0.2, 3], full: [0.1] }], isLog, 20, 220);
    assert.ok(at(3) < at(0.2) && at(0.2) < at(0.1));
    assert.ok([3, 0.2, 0.1].every((cost) => at(cost) >= 20 && at(cost) <= 220));
  });
}

test("there is a scale even before the first step", () => {
  const { ticks } = costScale([{ mean: [], full: [] }], false, 20, 220);
  assert.deepEqual(ticks, [0, 1, 2, 3]);
});

test("steps, examples and seconds are written in their own ways", () => {
  const words = [tickWords(6000, "steps"), tickWords(1500000, "examples"), tickWords(0.30000000004, "seconds")];
  assert.deepEqual(words, ["6,000", "1.5 M", "0.3"]);
});

test("a run is read row by row", () => {
  const pair = view(1, 2, 0.5, 0.6);
  const run = readRun({ curve: view(1, 2, 3, 4, 5, 6, 7, 8), full_costs: pair, accuracies: pair, words: "as it is" });
  assert.deepEqual(
    [run.x, run.low, run.high, run.mean].map((row) => [...row]),
    [
      [1, 2],
      [3, 4],
      [5, 6],
      [7, 8],
    ],
  );
  assert.deepEqual([[...run.accuracyX], run.train, run.words], [[1, 2], [], "as it is"]);
});

// As much of a page as the key numbers need: the text of each place by its name.
function places() {
  const found = {};
  const place = (selector) => (found[selector] ??= { textContent: "", parentElement: {}, setAttribute() {} });
  return { querySelector: place, textOf: (name) => place(`[data-show=${name}]`).textContent };
}

for (const none of [null, undefined]) {
  test(`a number that Python does not know yet is a dash when None arrives as ${none}`, () => {
    const root = places();
    const counters = { steps: 0, epochs: 0, accuracy: none, train_accuracy: none, cost: none, rate: 1, batch: 100 };
    fillFigures(root, { counters, train_accuracies: none });
    assert.deepEqual(["accuracy", "train", "cost", "steps"].map(root.textOf), ["–", "–", "–", "0"]);
  });
}

test("a number that Python knows is written, also if it is zero", () => {
  const root = places();
  const counters = { steps: 2, epochs: 0, accuracy: 0, train_accuracy: 1, cost: 0.5, rate: 1, batch: 100 };
  fillFigures(root, { counters, train_accuracies: null });
  assert.deepEqual(["accuracy", "train", "cost"].map(root.textOf), ["0.0 %", "100.0 %", "0.500"]);
});
