// Cost and test accuracy as curves that grow. Python sends a few hundred points for each curve, however long the training
// is; training_board.py says what is in a frame.

import { keepKeys } from "./shared/keyboard.js";
import { change, listen, oncePerFrame, onResize } from "./shared/model.js";
import { container } from "./shared/page.js";
import { tellWhenBusy } from "./shared/waiting.js";
import { Chart } from "./curves/chart.js";
import { fillFigures, fillLegend, showCode } from "./curves/figures.js";
import { readRun } from "./curves/runs.js";
import { Sound } from "./curves/sound.js";

const NEWS = 2000; // milliseconds between two signs of life to Python

const PAGE = `
  <div class="figures">
    <div class="key"><small>test accuracy</small><b data-show="accuracy"></b></div>
    <div><small>steps</small><b data-show="steps"></b></div>
    <div><small>epochs done</small><span><b data-show="epochs"></b><progress max="1"></progress></span></div>
    <div><small>running cost</small><b data-show="cost"></b></div>
    <div><small>rate · batch now</small><b data-show="setting"></b></div>
    <div hidden><small>on training images</small><b data-show="train"></b></div>
  </div>
  <div class="ground"><canvas role="img"></canvas><div class="notice" role="alert"></div></div>
  <div class="choices">
    <span data-trait="axis">across:
      <button type="button" data-value="steps">steps</button>
      <button type="button" data-value="examples">examples</button>
      <button type="button" data-value="seconds">seconds</button></span>
    <span data-trait="log">cost:
      <button type="button" data-value="false">linear</button>
      <button type="button" data-value="true">log</button></span>
    <button type="button" data-do="hear" title="Hear the cost: the higher, the higher the tone">hear the cost</button>
  </div>
  <div class="legend"></div>
  <div class="code" hidden>
    <div><b></b><button type="button" data-do="close">Close</button></div>
    <textarea readonly spellcheck="false" aria-label="The code that repeats this run"></textarea>
  </div>`;

function render({ model, el }) {
  const root = container("nnlib curves", PAGE);
  root.style.height = `${model.get("height")}px`;
  el.append(root);
  const find = (selector) => root.querySelector(selector);
  const canvas = find("canvas");
  const repaint = oncePerFrame(paint);
  const sound = new Sound();
  let [chart, told, keptRuns] = [null, 0, []];

  function paint() {
    const frame = model.get("frame");
    if (!root.clientWidth || !frame.curve) return;
    const live = { ...readRun(frame), name: "", live: true };
    fillFigures(root, frame);
    chart ??= new Chart(root, canvas);
    chart.paint([...keptRuns, live], model.get("axis"), model.get("log"));
    canvas.setAttribute("aria-label", `Cost and test accuracy across ${model.get("axis")}. ${frame.words}`);
    for (const button of root.querySelectorAll("[data-value]")) {
      const { trait } = button.parentElement.dataset;
      button.setAttribute("aria-pressed", String(model.get(trait)) === button.dataset.value);
    }
  }

  function readKept() {
    keptRuns = model.get("kept").map(readRun);
    fillLegend(find(".legend"), keptRuns);
    repaint.soon();
  }

  // Python keeps training only as long as the page says that the pictures arrive.
  function arrived() {
    repaint.soon();
    if (performance.now() - told < NEWS) return;
    told = performance.now();
    model.send({ seen: true });
  }

  function say() {
    find(".notice").textContent = model.get("message");
  }

  function onMessage({ code }) {
    if (code) showCode(find(".code"), code);
  }

  root.addEventListener("click", ({ target }) => {
    const { value, do: action } = target.dataset;
    if (action === "close") find(".code").hidden = true;
    if (action === "hear") sound.toggle([...keptRuns.slice(-1), readRun(model.get("frame"))]);
    if (value === undefined) return;
    const { trait } = target.parentElement.dataset;
    change(model, { [trait]: trait === "log" ? value === "true" : value });
  });

  readKept();
  say();
  const stopKeeping = keepKeys(el);
  const stopTelling = tellWhenBusy(model, el);
  const stopListening = listen(model, {
    "change:frame": arrived,
    "change:kept": readKept,
    "change:message": say,
    "change:axis change:log": repaint.soon,
    "msg:custom": onMessage,
  });
  const stopResizing = onResize(root, repaint.soon);
  return () => {
    stopListening();
    stopTelling();
    stopKeeping();
    stopResizing();
    repaint.cancel();
    sound.stop();
    model.send({ gone: true });
  };
}

export default { render };
