// For every page: keeps it for the time without a network, and, where the page has a place for it (id "stored"), says how
// much this browser keeps, and removes it.

const SITE = new URL("../", import.meta.url); // this file is in live/

export async function keepThisPage() {
  if (!navigator.serviceWorker) return;
  await navigator.serviceWorker.register(new URL("sw.js", SITE));
  const { active } = await navigator.serviceWorker.ready;
  const parts = performance.getEntriesByType("resource").map((entry) => entry.name);
  const pictures = [...document.images].map((image) => image.src); // those farther down have not been loaded yet
  const message = { keep: [...new Set([location.href.split("#")[0], ...parts, ...pictures])] };
  active.postMessage(message, []);
}

// The bytes that this browser keeps for the course, as far as it tells.
export async function stored() {
  const { usage = 0 } = (await navigator.storage?.estimate?.()) ?? {};
  return usage;
}

// Removes what can be loaded again; copies of notebooks, drawings and networks stay.
export async function forget() {
  for (const name of await caches.keys()) if (name.startsWith("nnlib-")) await caches.delete(name);
}

export const megabytes = (bytes) => (bytes < 999_500 ? "less than 1 MB" : `${Math.round(bytes / 1e6)} MB`);

export async function show(place) {
  const bytes = await stored();
  const held = (await caches.keys()).some((name) => name.startsWith("nnlib-live-"));
  const what = held
    ? "The live course is kept in this browser and runs without a network"
    : "Pages you have opened are kept in this browser";
  const button = Object.assign(document.createElement("button"), { type: "button", textContent: "Remove it" });
  button.addEventListener("click", async () => {
    await forget();
    place.textContent = "Removed. Your own copies of notebooks, drawings and networks are still here.";
  });
  place.replaceChildren(`${what} (${megabytes(bytes)}). `, button);
}

const place = document.getElementById("stored");
if (!document.documentElement.dataset.live) {
  keepThisPage()
    .catch(() => {}) // a private window, or no https: the page works all the same
    .then(() => place && globalThis.caches && show(place));
}
