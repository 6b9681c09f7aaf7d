// Loads what runs the notebooks: a few packs, in the order of need, counted byte by byte, and kept in this browser.
// A pack is the contents of its files, one after the other, compressed; the manifest says where each begins.

const CACHE = "nnlib-live-"; // + the build's version; service-worker.js answers from it

const TYPES = {
  css: "text/css",
  html: "text/html",
  ipynb: "application/json",
  js: "text/javascript",
  json: "application/json",
  mjs: "text/javascript",
  wasm: "application/wasm",
  whl: "application/zip",
  woff2: "font/woff2",
  zip: "application/zip",
};

const HERE = new URL("./", import.meta.url);

export async function manifest() {
  const answer = await fetch(new URL("manifest.json", HERE), { cache: "no-cache" });
  if (!answer.ok) throw new Error(`The server answered ${answer.status} for the list of files.`);
  return answer.json();
}

// The packs that are not yet here.
export async function missing(version, packs) {
  const cache = await caches.open(CACHE + version);
  const there = await Promise.all(packs.map((pack) => cache.match(mark(pack))));
  return packs.filter((_, number) => !there[number]);
}

// Loads a pack; `count` hears of each number of bytes that has arrived. Throws if the pack is incomplete.
export async function load(version, pack, count, signal) {
  const cache = await caches.open(CACHE + version);
  const answer = await fetch(new URL(pack.file, HERE), { cache: "no-store", signal });
  if (!answer.ok) throw new Error(`The server answered ${answer.status} for ${pack.file}.`);
  const counted = new TransformStream({
    transform(chunk, controller) {
      count(chunk.byteLength);
      controller.enqueue(chunk);
    },
  });
  const reader = answer.body.pipeThrough(counted).pipeThrough(new DecompressionStream("gzip")).getReader();
  await cut(reader, pack.files, (path, content) => cache.put(new URL(path, HERE), response(path, content)));
  await cache.put(mark(pack), new Response("")); // last: now it is whole
}

// Gives away the caches of other builds: this one is complete.
export async function forgetOthers(version) {
  const names = await caches.keys();
  const old = names.filter((name) => name.startsWith(CACHE) && name !== CACHE + version);
  await Promise.all(old.map((name) => caches.delete(name)));
}

function mark(pack) {
  return new URL(`${pack.file}.whole`, HERE);
}

function response(path, content) {
  const type = TYPES[path.slice(path.lastIndexOf(".") + 1)] ?? "application/octet-stream";
  return new Response(content, { headers: { "Content-Type": type, "Content-Length": content.byteLength } });
}

// Cuts a stream into files of known sizes, [path, bytes], and hands each over.
async function cut(reader, files, hand) {
  let rest = new Uint8Array(0);
  for (const [path, size] of files) {
    const content = new Uint8Array(size);
    let filled = 0;
    while (filled < size) {
      if (!rest.length) {
        const { value, done } = await reader.read();
        if (done) throw new Error(`The download ended in the middle of ${path}.`);
        rest = value;
      }
      const part = rest.subarray(0, size - filled);
      content.set(part, filled);
      filled += part.length;
      rest = rest.subarray(part.length);
    }
    await hand(path, content);
  }
}
