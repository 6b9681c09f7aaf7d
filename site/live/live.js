// Opens a notebook that runs: live.html?notebook=03_one_image&section=Heading. First all files come, counted; then JupyterLite
// opens the notebook in a frame of this page, and runs it.
import { compare, keepMine, remove } from "./copies.js";
import { reason } from "./each_save.js";
import { NotebookFrame } from "./notebook_frame.js";
import * as packs from "./packs.js";
import { worker } from "./workers.js";
import { keepThisPage, show } from "./stored.js";

const HERE = new URL("./", import.meta.url);
const asked = new URLSearchParams(location.search);
const name = /^[\w-]+$/.test(asked.get("notebook") ?? "") ? asked.get("notebook") : "00_start_here";
const section = asked.get("section") ?? "";
const published = asked.has("published"); // the published notebook, beside the learner's own copy
// Safari deletes what a page keeps after seven days without a visit.
const FORGETS = /apple/i.test(navigator.vendor)
  ? "Safari forgets it after seven days without a visit here: download what you want to keep."
  : "";
const SILENCE = 20_000; // ms without a byte, after which we say so

const at = (id) => document.getElementById(id);
const say = (words) => (at("status").textContent = words);
const megabytes = (bytes) => (bytes / 1e6).toFixed(1);

for (const link of [at("back"), at("read")]) {
  link.href = `${name}.html${section ? `#${encodeURIComponent(section)}` : ""}`;
}
at("again").addEventListener("click", start);
start();

async function start() {
  at("again").hidden = at("trouble").hidden = true;
  say("");
  try {
    const manifest = await packs.manifest();
    const notebook = await (await fetch(new URL(`files/${name}.ipynb`, HERE), { cache: "no-cache" })).json();
    entitle(notebook);
    if (globalThis.caches) await loadAll(manifest);
    else
      at("bytes").textContent =
        "This browser keeps nothing for this page, so everything is loaded anew, which takes a while.";
    await worker(manifest.version);
    await openNotebook(notebook, manifest);
  } catch (error) {
    fail(error);
  }
}

function entitle(notebook) {
  const heading = /^#\s+(.*)$/m.exec(notebook.cells.map((cell) => [cell.source].flat().join("")).join("\n"));
  at("title").textContent = heading?.[1] ?? name;
  document.title = `${at("title").textContent} · live`;
}

// ---- loading

async function loadAll(manifest) {
  const needed = await packs.missing(manifest.version, manifest.packs);
  const total = needed.reduce((sum, pack) => sum + pack.bytes, 0);
  if (!total) return;
  at("what").textContent =
    `${Math.ceil(total / 1e6)} MB will be loaded, once. Then it runs in this browser, on this computer: nothing is installed, and nothing you do is sent anywhere.`;
  const arrived = { bytes: 0 };
  for (const pack of needed) {
    await withPatience(
      (count, signal) => packs.load(manifest.version, pack, count, signal),
      (bytes) => {
        arrived.bytes += bytes;
        progress(arrived.bytes, total, pack.words);
      },
    );
  }
  await packs.forgetOthers(manifest.version);
}

function progress(bytes, total, words) {
  const percent = Math.min(100, Math.round((100 * bytes) / total));
  at("progress").firstElementChild.style.width = `${percent}%`;
  at("progress").setAttribute("aria-valuenow", percent);
  at("progress").setAttribute("aria-valuetext", `${percent} %, ${words}`);
  at("bytes").textContent = `${megabytes(bytes)} of ${megabytes(total)} MB: ${words} …`;
}

// Says so when nothing arrives any more, and lets the learner try again; what has arrived whole is not loaded twice.
async function withPatience(job, count) {
  const stop = new AbortController();
  let silence;
  const listen = () => {
    clearTimeout(silence);
    at("again").hidden = at("trouble").hidden = true;
    silence = setTimeout(() => {
      trouble(
        "Nothing has arrived for 20 seconds: the network is slow, or gone. It goes on by itself if the network comes back.",
      );
      at("again").addEventListener("click", () => stop.abort(), { once: true });
    }, SILENCE);
  };
  listen();
  try {
    await job((bytes) => {
      listen();
      count(bytes);
    }, stop.signal);
  } finally {
    clearTimeout(silence);
  }
}

function trouble(words) {
  at("trouble").textContent = words;
  at("trouble").hidden = at("again").hidden = false;
}

function fail(error) {
  if (error.name === "AbortError") return;
  const full = error.name === "QuotaExceededError";
  const why = full ? "This browser has no room left for it: please free some space." : `${error.message}`;
  trouble(`It could not be loaded. ${why} ${navigator.onLine ? "" : "There is no network now."}`);
}

// ---- the notebook

async function openNotebook(notebook, manifest) {
  const file = `${name}.ipynb`;
  const state = published ? "published" : await compare(file, notebook);
  at("bytes").textContent = "The notebook opens …";
  say("The notebook opens …");
  const frame = new NotebookFrame(at("notebook"), HERE);
  await frame.open(file, published && notebook);
  at("loading").hidden = true;
  at("notebook").hidden = false;
  await frame.dress();
  frame.showSection(section);
  wire(frame, notebook, file, state);
  frame.watch(say);
  if (state === "own" || state === "older") frame.begun = true; // the learner begins
  else await frame.runAll();
  await frame.settled; // first what this notebook needs
  await keepAll(manifest);
}

// What is needed for the other notebooks comes when this one runs.
async function keepAll(manifest) {
  await keepThisPage().catch(() => {});
  if (globalThis.caches) {
    for (const pack of await packs.missing(manifest.version, manifest.later)) {
      await packs.load(manifest.version, pack, () => {}).catch(() => {});
    }
    await show(at("stored"));
  }
  document.documentElement.dataset.kept = "whole"; // from now on, it starts without a network
}

function wire(frame, notebook, file, state) {
  const own = state === "own" || state === "older";
  at("newer").hidden = state !== "older";
  at("run-all").hidden = at("run-cell").hidden = at("more").hidden = false;
  at("run-all").classList.toggle("asked", own);
  at("copy-words").textContent = published
    ? "This is the published notebook. Your own copy is untouched."
    : `What you type, draw and save stays in this browser, and is here when you come back; a private window forgets it when you close it. No one else sees it. ${FORGETS}`;
  at("start-over").hidden = published;
  at("lab").href = new URL(`lab/index.html?path=${encodeURIComponent(file)}`, HERE);

  const menu = at("menu");
  const toggle = (open) => {
    menu.hidden = !open;
    at("more").setAttribute("aria-expanded", String(open));
  };
  const does = (id, job) =>
    at(id).addEventListener("click", async () => {
      toggle(false);
      try {
        await job();
      } catch (error) {
        say(`That did not work: ${reason(error)}`);
      }
    });
  at("more").addEventListener("click", () => {
    toggle(menu.hidden);
    if (!menu.hidden) menu.querySelector("button").focus();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !menu.hidden) {
      toggle(false);
      at("more").focus();
    }
  });
  frame.onTouch(() => toggle(false));

  does("run-all", async () => {
    at("run-all").classList.remove("asked");
    await frame.runAll();
  });
  does("run-cell", () => frame.runCell());
  does("download", () => frame.download(file));
  does("restart", () => frame.restart());
  does("see-published", () => window.open(`live.html?notebook=${name}&published`, "_blank"));
  does("keep-mine", async () => {
    await keepMine(file, notebook);
    at("newer").hidden = true;
  });
  const startOver = async () => {
    const answer = await ask();
    if (answer === "download") await frame.download(file);
    if (answer !== "yes" && answer !== "download") return;
    await frame.close();
    await remove(file);
    location.reload();
  };
  does("start-over", startOver);
  does("start-over-newer", startOver);
  does("upload", () => at("file").click());
  at("file").addEventListener("change", async () => {
    const [chosen] = at("file").files;
    at("file").value = "";
    if (!chosen) return;
    try {
      const opened = await frame.upload(chosen, file);
      say(opened ? "Your notebook is open." : `${chosen.name} is here now: the notebook finds it under this name.`);
      if (opened) location.reload();
    } catch (error) {
      say(`${chosen.name} could not be used: ${reason(error)}`);
    }
  });
}

function ask() {
  const dialog = at("ask");
  dialog.returnValue = "no";
  dialog.showModal();
  return new Promise((done) => dialog.addEventListener("close", () => done(dialog.returnValue), { once: true }));
}
