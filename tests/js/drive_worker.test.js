// Python's questions about the learner's files, in the worker of a kernel: see site/live/drive_worker.js.

import assert from "node:assert/strict";
import test from "node:test";

globalThis.self = globalThis;
globalThis.WorkerGlobalScope = class {};
const removed = [];
class ErrnoError extends Error {
  constructor(errno) {
    super(`error ${errno}`);
    this.errno = errno;
  }
}
const FS = () => ({ ErrnoError, mount: (drive) => drive.mount(), hashRemoveNode: (node) => removed.push(node.name) });
globalThis.loadPyodide = async (options) => ({ options, FS: FS() });
await import("../../site/live/drive_worker.js");

// The drive of JupyterLite's kernel, whose page gives this answer to each question.
async function mounted(answer) {
  const python = await globalThis.loadPyodide({ packages: [] });
  const asked = [];
  const API = {
    answer,
    request(question) {
      asked.push(question);
      return this.answer(question);
    },
  };
  class Nodes {
    getattr(node) {
      return API.request({ method: "getattr", path: node.name });
    }
    setattr(node) {
      return API.request({ method: "put", path: node.name, data: { format: "text", data: "" } });
    }
    lookup = (parent, name) => `${name} in ${parent}`;
  }
  class Streams {
    open(stream) {
      stream.file = API.request({ method: "get", path: stream.node.name });
    }
  }
  const drive = { API, FS: python.FS, ERRNO_CODES: { ENOENT: 44, ENOSPC: 51, EIO: 29 } };
  drive.node_ops = new Nodes();
  drive.stream_ops = new Streams();
  drive.mount = () => ({ name: "top", node_ops: drive.node_ops });
  return { drive, asked, python, top: python.FS.mount(drive, {}, "/drive") };
}

const failing = (why) => () => ({ failed: why });
const put = (format, data) => ({ method: "put", path: "mine.json", data: { format, data } });

test("the top of a mounted folder is asked once for what it is, everything else each time", async () => {
  const { top, asked, drive } = await mounted(({ path }) => ({ mode: path }));
  for (let i = 0; i < 3; i++) assert.deepEqual(top.node_ops.getattr(top), { mode: "top" });
  assert.equal(asked.length, 1);
  for (let i = 0; i < 2; i++) assert.deepEqual(drive.node_ops.getattr({ name: "mine.py" }), { mode: "mine.py" });
  assert.equal(asked.length, 3);
  assert.equal(top.node_ops.lookup("drive", "mine.py"), "mine.py in drive");
});

test("a folder that is no drive is mounted as it is, and its top is asked once, too", async () => {
  const python = await globalThis.loadPyodide({ packages: [] });
  let asked = 0;
  const top = python.FS.mount({ mount: () => ({ node_ops: { getattr: () => (asked += 1) } }) });
  assert.deepEqual([top.node_ops.getattr(), top.node_ops.getattr(), asked], [1, 1, 1]);
});

for (const [why, errno] of [
  ["QuotaExceededError: Encountered full disk while opening backing store", 51],
  ["QuotaExceededError", 51],
  ["Error: Could not find content with path mine.txt", 44],
  ["URIError: URI malformed", 29],
]) {
  test(`what the page could not do becomes error ${errno}: ${why}`, async () => {
    const { drive } = await mounted(failing(why));
    assert.throws(() => drive.API.request(put("text", "a")), { errno });
  });
}

test("no answer at all is an error, too", async () => {
  const { drive } = await mounted(() => JSON.parse(""));
  assert.throws(() => drive.API.request({ method: "get", path: "mine.txt" }), { errno: 29 });
});

test("an answer is passed on as it came", async () => {
  for (const answer of [null, ["a.txt"], { ok: false }, 33206]) {
    const { drive } = await mounted(() => answer);
    assert.equal(drive.API.request({ method: "readdir", path: "" }), answer);
  }
});

test("where a file is, is forgotten when it is gone, and only then", async () => {
  const node = { name: "gone.txt" };
  for (const [why, forgotten] of [
    ["Could not find file with path gone.txt", ["gone.txt"]],
    ["QuotaExceededError", []],
  ]) {
    const { drive } = await mounted(failing(why));
    for (const ask of [
      () => drive.node_ops.getattr(node),
      () => drive.node_ops.setattr(node, { size: 0 }),
      () => drive.stream_ops.open({ node }),
    ]) {
      removed.length = 0;
      assert.throws(ask, ErrnoError);
      assert.deepEqual(removed, forgotten);
    }
  }
});

test("a .json file is kept as it is read, and as text while it is none", async () => {
  const { drive, asked } = await mounted(() => null);
  for (const [data, format] of [
    ["", "text"],
    ["{oops", "text"],
    ['{"a": 1}', "json"],
    ["[]", "json"],
  ]) {
    drive.API.request(put("json", data));
    assert.deepEqual(asked.pop(), put(format, data));
  }
  for (const format of ["text", "base64"]) {
    drive.API.request(put(format, "{oops"));
    assert.deepEqual(asked.pop(), put(format, "{oops"));
  }
});
