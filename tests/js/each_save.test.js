// What is told of each attempt to save: see site/live/each_save.js.

import assert from "node:assert/strict";
import test from "node:test";

import { reason, tellOfEachSave } from "../../site/live/each_save.js";

const full = () => new DOMException("", "QuotaExceededError");

function contents() {
  const told = [];
  const made = {
    kept: [],
    failure: undefined,
    async save(path, model) {
      if (this.failure) throw this.failure;
      this.kept.push(path);
      return model;
    },
  };
  tellOfEachSave(made, "03.ipynb", (why) => told.push(why));
  return { made, told };
}

test("a full browser is told in words, and JupyterLab is quiet", async () => {
  const { made, told } = contents();
  made.failure = full();
  await assert.rejects(made.save("03.ipynb", {}), { name: "ModalCancelError", message: /QuotaExceededError/ });
  assert.deepEqual(told, ["this browser has no more room."]);
});

test("as soon as there is room again, nothing is told any more", async () => {
  const { made, told } = contents();
  made.failure = full();
  await assert.rejects(made.save("03.ipynb", {}));
  made.failure = undefined;
  const model = { content: 1 };
  assert.equal(await made.save("03.ipynb", model), model);
  assert.deepEqual(told, ["this browser has no more room.", ""]);
  assert.deepEqual(made.kept, ["03.ipynb"]);
});

test("another failure is told as it is", async () => {
  const { made, told } = contents();
  made.failure = new Error("The database connection is closing.");
  await assert.rejects(made.save("03.ipynb", {}), /is closing/);
  assert.deepEqual(told, ["The database connection is closing."]);
});

test("what happens to other files is for whoever saves them", async () => {
  const { made, told } = contents();
  await made.save("mine.npz", {});
  made.failure = full();
  await assert.rejects(made.save("mine.npz", {}), { name: "QuotaExceededError" });
  assert.deepEqual(told, []);
});

test("a failure without words is told by its name", () => {
  assert.equal(reason(new DOMException("", "InvalidStateError")), "InvalidStateError");
});
