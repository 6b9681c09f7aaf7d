// Pages that were opened once open without a network, too. With a network, the newest page wins.

const NAME = "nnlib-pages";
const PATIENCE = 6000; // ms: a network that has not answered by then counts as none, if there is a copy

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

// A page that was loaded before this worker says what it is made of.
self.addEventListener("message", (event) => {
  if (event.data?.keep) event.waitUntil(keep(event.data.keep));
});

self.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  const ours = url.href.startsWith(self.registration.scope) && event.request.method === "GET";
  if (!ours || url.pathname.includes("/live/packs/")) return;
  event.respondWith(answer(event.request, url));
});

function key(url) {
  return url.origin + url.pathname.replace(/\/$/, "/index.html");
}

async function keep(addresses) {
  const cache = await caches.open(NAME);
  for (const address of addresses) {
    const url = new URL(address);
    if (!url.href.startsWith(self.registration.scope) || url.pathname.includes("/live/packs/")) continue;
    const fresh = await fetch(url, { cache: "no-cache" }).catch(() => null);
    if (fresh?.ok) await cache.put(key(url), fresh);
  }
}

async function answer(request, url) {
  const cache = await caches.open(NAME);
  const kept = await cache.match(key(url));
  const fetched = fetch(request).then(async (fresh) => {
    if (fresh.status === 200 && !fresh.redirected) await cache.put(key(url), fresh.clone());
    return fresh;
  });
  if (!kept) return fetched.catch(async (error) => (await caches.match(key(url))) ?? Promise.reject(error));
  const late = new Promise((done) => setTimeout(done, PATIENCE, null));
  return (await Promise.race([fetched.catch(() => null), late])) ?? kept.clone();
}
