// The learner's own copies of notebooks. JupyterLite keeps every saved notebook in this browser, and opens it instead of the
// published one for ever: so we note which published text a copy was made from, and compare only what people write, not outputs.

const STORAGE = "nnlib course"; // as in lite_interface.py
const NOTED = "nnlib course, copied from: ";

// What is in the course's storage under this name, or null.
export async function saved(name) {
  return ask("readonly", (files) => files.get(name));
}

export async function remove(name) {
  await ask("readwrite", (files) => files.delete(name));
  localStorage.removeItem(NOTED + name);
}

// Whether the course's storage has a store of this name.
export async function hasStore(name) {
  const database = await open();
  database?.close();
  return database?.objectStoreNames.contains(name) ?? false;
}

async function ask(mode, what) {
  const database = await open();
  if (!database) return null;
  try {
    return await new Promise((done, failed) => {
      const asked = what(database.transaction("files", mode).objectStore("files"));
      asked.addEventListener("success", () => done(asked.result ?? null));
      asked.addEventListener("error", () => failed(asked.error));
    });
  } finally {
    database.close();
  }
}

// The storage, if JupyterLite has made it already: it makes the storage itself, and would stumble over ours.
function open() {
  return new Promise((done, failed) => {
    const asked = indexedDB.open(STORAGE);
    asked.addEventListener("upgradeneeded", () => asked.transaction.abort());
    asked.addEventListener("success", () => {
      const whole = asked.result.objectStoreNames.contains("files");
      if (!whole) asked.result.close();
      done(whole ? asked.result : null);
    });
    asked.addEventListener("error", () => (asked.error.name === "AbortError" ? done(null) : failed(asked.error)));
  });
}

// A sum of the text in all cells.
export async function sumOf(notebook) {
  const cells = notebook.cells.map((cell) => [cell.cell_type, [cell.source].flat().join("")]);
  const bytes = new TextEncoder().encode(JSON.stringify(cells));
  if (!crypto.subtle) return String(bytes.length); // no https: such a page is not kept either
  const sum = await crypto.subtle.digest("SHA-256", bytes);
  return Array.from(new Uint8Array(sum).slice(0, 8), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

// How the learner's copy and the published notebook stand: "none", "own", or "older", when the published one has changed
// since. A copy in which nothing was written is no copy: it makes way for a newer published one.
export async function compare(name, published) {
  const newest = await sumOf(published);
  const copy = await saved(name);
  const from = localStorage.getItem(NOTED + name) ?? newest;
  if (!copy) return note(name, newest, "none");
  if ((await sumOf(copy.content)) === from) {
    if (from !== newest) await remove(name);
    return note(name, newest, "none");
  }
  return note(name, from, from === newest ? "own" : "older");
}

export async function keepMine(name, published) {
  note(name, await sumOf(published));
}

function note(name, sum, state) {
  localStorage.setItem(NOTED + name, sum);
  return state;
}
