// The service worker below live/: it answers the kernel's questions about files, and keeps what was loaded.

const HERE = new URL("./", import.meta.url);
const LITE = "0.6.4"; // JupyterLite removes workers that it does not know; it knows them by its own version

// Waits until the worker of this build answers. Without workers (a private window, no https), everything comes from the network.
export async function worker(version) {
  if (!navigator.serviceWorker) return;
  const address = new URL("service-worker.js?enableCache=false", HERE).href; // as JupyterLite registers it
  localStorage.setItem(`${address}-version`, LITE);
  let registration;
  try {
    registration = await navigator.serviceWorker.register(address, { updateViaCache: "none" });
  } catch {
    registration = await navigator.serviceWorker.getRegistration(HERE); // the network is gone: the one from last time
    if (!registration) return;
  }
  if (navigator.onLine) await registration.update().catch(() => {});
  await activated(registration.installing ?? registration.waiting ?? registration.active);
  const answered = await ask(registration.active);
  if (answered !== version) throw new Error("The site has just changed. Please load this page once more.");
}

function activated(one) {
  if (one.state === "activated") return;
  return new Promise((done, failed) => {
    one.addEventListener("statechange", () => {
      if (one.state === "activated") done();
      if (one.state === "redundant") failed(new Error("This browser could not keep the site."));
    });
  });
}

function ask(one) {
  const channel = new MessageChannel();
  return new Promise((done) => {
    channel.port1.addEventListener("message", (event) => done(event.data));
    channel.port1.start();
    one.postMessage("version", [channel.port2]);
  });
}
