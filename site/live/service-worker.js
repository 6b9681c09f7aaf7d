// Everything below live/ comes from this browser once it was loaded (packs.js), from the network otherwise. This stands in
// front of JupyterLite's own service worker, which answers the kernel's questions about files.

const VERSION = "@VERSION@";
const NAME = `nnlib-live-${VERSION}`;

self.addEventListener("message", (event) => {
  if (event.data === "version") event.ports[0].postMessage(VERSION);
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== location.origin || /\/api\/(drive|stdin|service-worker)/.test(url.pathname))
    return;
  event.stopImmediatePropagation();
  event.respondWith(answer(request, url));
});

// A page's folder stands for its index.html, and what follows a question mark is for the page's own script.
function key(url) {
  return url.origin + url.pathname.replace(/\/$/, "/index.html");
}

async function answer(request, url) {
  const cache = await caches.open(NAME);
  const kept = await cache.match(key(url));
  if (kept) return kept;
  try {
    const fresh = await fetch(request);
    if (fresh.status === 200 && !fresh.redirected) await cache.put(key(url), fresh.clone());
    return fresh;
  } catch (error) {
    const old = await caches.match(key(url));
    if (old) return old;
    throw error;
  }
}
