// What is saved while all cells run for the first time: see site/live/save_written.js.

import assert from "node:assert/strict";
import test from "node:test";

import { saveWhatIsWritten } from "../../site/live/save_written.js";

function notebook() {
  const cells = ["1 + 1", "2 + 2"].map((source) => ({ source, getSource: () => source }));
  const context = { model: { sharedModel: { cells } }, saved: [] };
  context.save = async function () {
    if (this.full) throw new Error("no more room");
    this.saved.push(cells.map((cell) => cell.getSource()));
  };
  const write = (number, text) => (cells[number].getSource = () => text);
  let done;
  const page = { isLeft: false };
  const ended = saveWhatIsWritten(context, new Promise((end) => (done = end)), () => page.isLeft);
  return { context, write, page, end: () => (done(), ended) };
}

test("while cells run for the first time, their outputs alone are not saved", async () => {
  const { context } = notebook();
  await context.save();
  assert.deepEqual(context.saved, []);
});

test("what a learner writes meanwhile is saved, once", async () => {
  const { context, write } = notebook();
  write(1, "mine = 3");
  await context.save();
  await context.save();
  assert.deepEqual(context.saved, [["1 + 1", "mine = 3"]]);
});

test("a cell that a learner adds meanwhile is saved", async () => {
  const { context } = notebook();
  context.model.sharedModel.cells.push({ getSource: () => "" });
  await context.save();
  assert.equal(context.saved.length, 1);
});

test("what found no room is saved as soon as there is some", async () => {
  const { context, write } = notebook();
  write(0, "mine = 3");
  context.full = true;
  await assert.rejects(context.save(), /no more room/);
  context.full = false;
  await context.save();
  assert.equal(context.saved.length, 1);
});

test("all is saved when the page is left", async () => {
  const { context, page } = notebook();
  page.isLeft = true;
  await context.save();
  assert.equal(context.saved.length, 1);
});

test("all is saved once the cells have run", async () => {
  const { context, end } = notebook();
  await end();
  await context.save();
  assert.equal(context.saved.length, 1);
});
