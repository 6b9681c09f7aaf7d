// JupyterLite's notebook in a frame: without its menus, with what the bar above it does.
import { hasStore } from "./copies.js";
import { tellOfEachSave } from "./each_save.js";
import { listNamesOnly } from "./names_only.js";
import { saveWhatIsWritten } from "./save_written.js";

const until = async (condition) => {
  let value;
  while (!(value = condition())) await new Promise((done) => setTimeout(done, 100));
  return value;
};

const LONG = 30_000; // milliseconds without any progress
const START_AGAIN = "Still nothing? Your copy → Restart Python.";
const ERROR = '[data-mime-type="application/vnd.jupyter.error"]';

const DRESS = `
  .jp-NotebookPanel-toolbar, #top-panel-wrapper, #menu-panel-wrapper, .jp-SidePanel, .jp-Notebook-footer { display: none !important; }
  .jp-WindowedPanel-outer { padding: 0 !important; background: var(--jp-layout-color1) !important; }
  .jp-WindowedPanel-inner { max-width: 1240px; margin: 0 auto !important; }
  .jp-WindowedPanel-viewport { padding-top: 8px !important; box-shadow: none !important; }
  @media (max-width: 700px) {
    .jp-Notebook { padding: 4px !important; }
    .jp-InputPrompt, .jp-OutputPrompt { flex-basis: 0 !important; min-width: 0 !important; width: 0 !important; padding: 0 !important; overflow: hidden; }
    .jp-Collapser { display: none; }
    .jp-RenderedHTMLCommon { padding-right: 4px !important; }
  }
`;

export class NotebookFrame {
  constructor(frame, home) {
    this.frame = frame;
    this.home = home;
    this.unkept = ""; // why what the learner does is not kept at the moment
    this.settled = new Promise((done) => {
      this.settle = done; // called when all cells have run for the first time
    });
  }

  get app() {
    return this.frame.contentWindow.jupyterapp;
  }

  get panel() {
    return this.app?.shell?.currentWidget;
  }

  get kernel() {
    return this.panel.sessionContext.session?.kernel;
  }

  // Opens a notebook by its file's name. With `published`, this text is opened under a name of its own.
  async open(file, published) {
    const show = (name) => {
      this.frame.src = new URL(`notebooks/index.html?path=${encodeURIComponent(name)}`, this.home);
    };
    if (published) {
      show(file);
      await until(() => this.panel?.context?.isReady);
      const beside = file.replace(".ipynb", " (published).ipynb");
      await this.app.serviceManager.contents.save(beside, { type: "notebook", format: "json", content: published });
      await this.close();
      show(beside);
      this.frame.contentWindow.jupyterapp = undefined;
    } else show(file);
    await until(() => this.app);
    await listNamesOnly(await this.app.serviceManager.contents.defaultDrive.storage);
    await until(() => this.panel?.context?.isReady && this.panel.content.widgets.length);
    if (!(await hasStore("counters"))) await this.#useCounters();
    tellOfEachSave(this.app.serviceManager.contents, this.panel.context.path, (why) => (this.unkept = why));
  }

  // JupyterLite makes this store with the first new file, and would wait until no other tab of the course uses the storage.
  // It is made on the first visit instead, when there is no other tab.
  async #useCounters() {
    const { contents } = this.app.serviceManager;
    const made = await contents.newUntitled({ type: "file", ext: ".txt" });
    await contents.delete(made.path);
  }

  async dress() {
    const page = this.frame.contentDocument;
    page.head.append(Object.assign(page.createElement("style"), { textContent: DRESS }));
    const { shell } = this.app;
    await this.app.restored;
    for (const bar of [shell.top, shell.menu, this.panel.toolbar]) bar?.hide();
    page.addEventListener("click", (event) => this.#follow(event), true);
    document.addEventListener("visibilitychange", () => {
      if (document.hidden && this.panel?.context.model.dirty) this.panel.context.save(); // the learner may not come back
    });
    await until(() => page.querySelector(".jp-RenderedMarkdown h1, .jp-RenderedMarkdown h2"));
  }

  // A link to another notebook opens that one live, in the whole window.
  #follow(event) {
    const link = event.target.closest?.("a");
    if (!link) return;
    let path = link.getAttribute("href") ?? "";
    let id = "";
    try {
      ({ path = path, id = "" } = JSON.parse(link.dataset.commandlinkerArgs ?? "{}"));
    } catch {
      // no command of JupyterLab: a plain link
    }
    const found = /([\w-]+)\.ipynb(?:[?#].*)?$/.exec(decodeURI(path));
    if (!found) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const heading = decodeURIComponent((id || new URL(link.href).hash).replace(/^#/, ""));
    const more = heading ? `&section=${encodeURIComponent(heading)}` : "";
    location.href = `live.html?notebook=${found[1]}${more}`;
  }

  // Keeps this heading, or else the beginning, in sight while cells fill, until the learner takes over.
  showSection(section) {
    const page = this.frame.contentDocument;
    const wanted = CSS.escape(section);
    const find = () => section && page.querySelector(`[id="${wanted}"], [data-jupyter-id="${wanted}"]`);
    const show = () => {
      const heading = find() || page.querySelector(".jp-Notebook .jp-Cell");
      if (Math.abs(heading.getBoundingClientRect().top) > 60) heading.scrollIntoView({ block: "start" });
    };
    const showing = setInterval(show, 250);
    const stop = () => clearInterval(showing);
    for (const sign of ["pointerdown", "wheel", "keydown", "touchstart"]) {
      page.addEventListener(sign, stop, { capture: true, once: true });
    }
    this.settled.then(stop);
    show();
  }

  async runAll() {
    await until(() => this.panel.sessionContext.isReady && this.kernel);
    this.panel.content.deselectAll();
    if (!this.begun) saveWhatIsWritten(this.panel.context, this.settled);
    this.app.commands.execute("notebook:run-all-cells");
    await until(() => this.#waiting().length || this.kernel?.status === "idle");
    this.begun = true;
  }

  runCell() {
    this.app.commands.execute("notebook:run-cell");
  }

  async restart() {
    await this.kernel.restart();
    await this.runAll();
  }

  // Closes the notebook, for which something else takes its place.
  async close() {
    this.panel.context.model.dirty = false; // nothing more is saved, and no browser asks
    this.panel.context.dispose();
    this.frame.src = "about:blank";
    await until(() => !this.app);
  }

  async download(file) {
    const content = JSON.stringify(this.panel.content.model.toJSON(), null, 1);
    const address = URL.createObjectURL(new Blob([content], { type: "application/x-ipynb+json" }));
    Object.assign(document.createElement("a"), { href: address, download: file }).click();
    setTimeout(() => URL.revokeObjectURL(address), 10_000);
  }

  // Keeps a file of the learner's. A notebook takes the place of this one; true if it did.
  async upload(chosen, file) {
    const { contents } = this.app.serviceManager;
    if (chosen.name.endsWith(".npz")) {
      const bytes = new Uint8Array(await chosen.arrayBuffer());
      if (bytes[0] !== 0x50 || bytes[1] !== 0x4b)
        throw new Error("this is no .npz file, as the course saves digits and networks.");
      const content = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
      await contents.save(chosen.name, { type: "file", format: "base64", content });
      return false;
    }
    let content;
    try {
      content = JSON.parse(await chosen.text());
    } catch {
      throw new Error("it is neither a notebook (.ipynb) nor digits or a network (.npz).");
    }
    if (!Array.isArray(content.cells) || content.nbformat !== 4) throw new Error("this is no notebook.");
    await contents.defaultDrive.save(file, { type: "notebook", format: "json", content }); // if it fails, this one stays open
    await this.close();
    return true;
  }

  onTouch(job) {
    this.frame.contentDocument.addEventListener("pointerdown", job, true);
  }

  #prompts() {
    return [...this.frame.contentDocument.querySelectorAll(".jp-CodeCell .jp-InputPrompt")];
  }

  #waiting() {
    return this.#prompts().filter((prompt) => prompt.textContent.includes("*"));
  }

  // Tells, again and again, in words what Python does.
  watch(say) {
    let last;
    let since;
    let started = false;
    setInterval(() => {
      if (!this.panel) return;
      const status = this.kernel?.status;
      const waiting = this.#waiting().length;
      const all = this.#prompts().length;
      const failed = this.frame.contentDocument.querySelector(ERROR);
      let words;
      if (status === "idle" && !waiting) started = true;
      if (status === "busy") started = true;
      if (!status || status === "unknown" || status === "starting")
        words = started ? "Python starts again …" : "Python starts …";
      else if (waiting) words = `Running: ${all - waiting} of ${all} cells are done …`;
      else if (status === "restarting" || status === "autorestarting") words = "Python starts again …";
      else if (status === "dead") words = "Python has stopped. Restart it: Your copy → Restart Python.";
      else if (this.unkept) words = `Not kept: ${this.unkept} Your copy → Download this notebook.`;
      else words = failed ? "It runs, but a cell printed an error." : "It runs. What you do is kept in this browser.";
      if (words !== last) {
        since = Date.now();
        say((last = words));
      } else if (words.endsWith("…") && since && Date.now() - since > LONG) {
        since = undefined; // it is said once
        say(`${START_AGAIN} ${words}`); // in this order: a phone has room for its beginning
      }
      const running = started && !waiting && this.begun;
      document.documentElement.dataset.state = running ? "running" : "working";
      if (running) this.settle();
    }, 250);
  }
}
