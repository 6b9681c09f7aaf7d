// While the kernel runs other cells, as after *Run All*, a widget is already on the page but cannot answer. It says so.

import { element } from "./page.js";

const PATIENCE = 700; // milliseconds: a cell that is done sooner is not worth a word
const GAP = 250; // milliseconds between two cells: a second one that follows sooner belongs to the same wait
const CELL = ".jp-Cell-outputArea";
const LOOK = "position: absolute; top: 8px; left: 8px; z-index: 5; display: flex; gap: 10px; align-items: center;";
const PAPER =
  "padding: 6px 12px; border-radius: 6px; color: CanvasText; background: Canvas; box-shadow: 0 1px 5px GrayText;";

// Shows a bar and a few words in `el` while cells run for long; returns a function that ends this. Only JupyterLab and
// Jupyter Notebook let a widget know that cells are running; elsewhere nothing is shown.
export function tellWhenBusy(model, el) {
  const kernel = model.widget_manager?.kernel;
  if (!kernel?.iopubMessage) return () => {};
  let [notice, toShow, toHide] = [null, null, null];

  function hide() {
    clearTimeout(toShow);
    notice?.remove();
    notice = toShow = toHide = null;
  }

  function show() {
    if (el.closest(CELL)?.querySelector(".nnlib-waiting")) return; // another part of this picture says so
    const bar = element("progress");
    bar.style.width = "90px";
    bar.setAttribute("aria-label", "Getting ready");
    notice = element("div", "nnlib-waiting");
    notice.style.cssText = LOOK + PAPER;
    notice.append(bar, element("span", "", "Getting ready: other cells are still running"));
    el.style.position = "relative";
    el.append(notice);
  }

  // Answering a slider also makes the kernel busy and idle, so we only count cells.
  function hear(_, { header, parent_header: asked, content }) {
    if (header.msg_type !== "status" || asked?.msg_type !== "execute_request") return;
    if (content.execution_state === "busy") begin();
    else if (content.execution_state === "idle") toHide ??= setTimeout(hide, GAP);
  }

  function begin() {
    clearTimeout(toHide);
    toHide = null;
    toShow ??= setTimeout(show, PATIENCE);
  }

  kernel.iopubMessage.connect(hear);
  if (kernel.status === "busy") begin(); // a widget appears while its cell runs
  return () => {
    kernel.iopubMessage.disconnect(hear);
    clearTimeout(toHide);
    hide();
  };
}
