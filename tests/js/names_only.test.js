// The list of what a browser keeps, without the contents: see site/live/names_only.js.

import assert from "node:assert/strict";
import test from "node:test";

import { listNamesOnly } from "../../site/live/names_only.js";

const FILES = {
  "mine.py": { name: "mine.py", type: "file", content: "print()" },
  "mine.npz": { name: "mine.npz", type: "file", content: "UEsDBA==" },
};

async function storage(of = FILES, full = false) {
  const kept = new Map(Object.entries(of));
  const read = [];
  const files = {
    ready: async () => {},
    keys: async () => [...kept.keys()],
    getItem: async (key) => (read.push(key), kept.get(key) ?? null),
    setItem: async (key, file) => {
      if (full) throw new Error("no more room");
      kept.set(key, file);
      return file;
    },
    removeItem: async (key) => kept.delete(key),
  };
  await listNamesOnly(files);
  return { files, read };
}

async function list(files) {
  const listed = [];
  await files.iterate((file, key) => {
    listed.push([key, file]);
  });
  return Object.fromEntries(listed);
}

const light = (file) => ({ ...file, content: null });

test("each file is read once, and listed without its content", async () => {
  const { files, read } = await storage();
  const expected = Object.fromEntries(Object.entries(FILES).map(([key, file]) => [key, light(file)]));
  assert.deepEqual(await list(files), expected);
  assert.deepEqual(await list(files), expected);
  assert.deepEqual(read, ["mine.py", "mine.npz"]);
});

test("what is saved is kept whole, and listed as it is now", async () => {
  const { files, read } = await storage();
  await list(files);
  const changed = { name: "mine.npz", type: "file", size: 12, content: "new" };
  assert.equal(await files.setItem("mine.npz", changed), changed);
  assert.equal(await files.getItem("mine.npz"), changed);
  assert.deepEqual((await list(files))["mine.npz"], light(changed));
  assert.equal(read.filter((key) => key === "mine.npz").length, 2); // the first list, and the line above
});

test("what is removed, here or in another tab, is listed no more", async () => {
  const { files } = await storage();
  await list(files);
  await files.removeItem("mine.py");
  assert.deepEqual(Object.keys(await list(files)), ["mine.npz"]);
});

test("the search ends with the first thing that is returned", async () => {
  const { files, read } = await storage();
  assert.equal(await files.iterate((file) => file.name), "mine.py");
  assert.deepEqual(read, ["mine.py"]);
});

test("what another tab removes meanwhile is left out", async () => {
  const { files } = await storage();
  const { getItem } = files;
  files.getItem = async (key) => (key === "mine.py" ? null : getItem(key));
  assert.deepEqual(Object.keys(await list(files)), ["mine.npz"]);
});

test("what could not be kept is listed as it was", async () => {
  const { files } = await storage(FILES, true);
  await list(files);
  await assert.rejects(files.setItem("mine.npz", { name: "mine.npz", size: 12 }), /no more room/);
  assert.deepEqual((await list(files))["mine.npz"], light(FILES["mine.npz"]));
});

const NOTEBOOK = { name: "00.ipynb", path: "mine/00.ipynb", type: "notebook", size: 9, content: { cells: [] } };

test("a notebook is listed by its name, and never read for it", async () => {
  const { files, read } = await storage({ "mine/00.ipynb": NOTEBOOK });
  const listed = (await list(files))["mine/00.ipynb"];
  assert.deepEqual([listed.name, listed.path, listed.type, listed.content], ["00.ipynb", "mine/00.ipynb", "notebook", null]);
  assert.equal(Number.isNaN(Date.parse(listed.last_modified)), false);
  assert.deepEqual(read, []);
});

test("a notebook that is saved is listed with its size, and one that is removed no more", async () => {
  const { files } = await storage({ "mine/00.ipynb": NOTEBOOK });
  await files.setItem("mine/00.ipynb", { ...NOTEBOOK, size: 12 });
  assert.deepEqual(await list(files), { "mine/00.ipynb": light({ ...NOTEBOOK, size: 12 }) });
  await files.removeItem("mine/00.ipynb");
  assert.deepEqual(await list(files), {});
});
