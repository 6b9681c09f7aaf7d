// What stands at the end of pyodide.js in the worker of a kernel: see site/live/lean_worker.js.

import assert from "node:assert/strict";
import test from "node:test";

const received = [];
globalThis.self = globalThis;
globalThis.WorkerGlobalScope = class {};
globalThis.postMessage = (message, options) =>
  received.push(structuredClone(message, Array.isArray(options) ? { transfer: options } : options));
const done = [];
globalThis.loadPyodide = async (options) => {
  done.push(["start", options]);
  return {
    runPython: (code) => done.push(["run", code]),
    loadPackage: async (packages) => done.push(["load", packages]),
  };
};
await import("../../site/live/lean_worker.js");

const sent = (...what) => {
  globalThis.postMessage(...what);
  return received.pop();
};

test("the buffers of a message are handed over, and the worker keeps nothing of them", () => {
  const buffers = [Uint8Array.of(1, 2, 3), Float32Array.of(0.5)];
  const message = sent({ _kernelMessage: { type: "comm_msg", buffers } });
  assert.deepEqual(message, {
    _kernelMessage: { type: "comm_msg", buffers: [Uint8Array.of(1, 2, 3), Float32Array.of(0.5)] },
  });
  assert.deepEqual(
    buffers.map((view) => view.buffer.byteLength),
    [0, 0],
  );
});

test("two views of one buffer are handed over together", () => {
  const { buffer } = Uint8Array.of(1, 2, 3, 4);
  const message = sent({ _kernelMessage: { buffers: [new Uint8Array(buffer), new Int8Array(buffer)] } });
  assert.deepEqual(message._kernelMessage.buffers, [Uint8Array.of(1, 2, 3, 4), Int8Array.of(1, 2, 3, 4)]);
});

test("a part of a larger memory stays where it is", () => {
  const memory = Uint8Array.of(1, 2, 3, 4);
  const message = sent({ _kernelMessage: { buffers: [memory.subarray(1, 3)] } });
  assert.deepEqual(message._kernelMessage.buffers, [Uint8Array.of(2, 3)]);
  assert.equal(memory.byteLength, 4);
});

test("other messages go as they are, with what they hand over themselves", () => {
  const own = Uint8Array.of(7);
  assert.deepEqual(sent({ id: 1, own }, [own.buffer]), { id: 1, own: Uint8Array.of(7) });
  assert.equal(own.byteLength, 0);
  assert.equal(sent("ready"), "ready");
  assert.deepEqual(sent({ _kernelMessage: { type: "stream" } }), { _kernelMessage: { type: "stream" } });
});

test("packages come when Python can unpack each file at once", async () => {
  await globalThis.loadPyodide({ indexURL: "/there/", packages: ["numpy", "nnlib"] });
  assert.deepEqual(done, [
    ["start", { indexURL: "/there/" }],
    ["run", "import shutil; shutil.COPY_BUFSIZE = 2**24"],
    ["load", ["numpy", "nnlib"]],
  ]);
});
