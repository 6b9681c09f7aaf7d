// One digit after the other. A key from 0 to 9 labels it, Backspace takes the last label back.

const PIXELS = 784;

const PAGE = `
  <canvas class="labeller-digit" role="img" width="28" height="28"></canvas>
  <div class="labeller-side">
    <div class="labeller-place" role="status"></div>
    <div class="labeller-question"></div>
    <div class="labeller-keys"></div>
    <div class="labeller-actions">
      <button type="button" data-do="undo" title="Take back the last label (Backspace)">⌫ undo</button>
      <button type="button" data-do="again" title="Forget all labels">start again</button>
    </div>
    <div class="labeller-answers" aria-label="Your labels so far"></div>
  </div>`;

function paint(canvas, bytes, i) {
  const image = new ImageData(28, 28);
  for (let k = 0; k < PIXELS; k++) image.data.set([...Array(3).fill(bytes[i * PIXELS + k]), 255], 4 * k);
  canvas.getContext("2d").putImageData(image, 0, 0);
}

function render({ model, el }) {
  const root = Object.assign(document.createElement("div"), { className: "nnlib labeller", innerHTML: PAGE, tabIndex: 0 });
  root.setAttribute("aria-label", "Label the digit: press a key from 0 to 9");
  el.append(root);
  const find = (name) => root.querySelector(`.labeller-${name}`);
  for (let digit = 0; digit < 10; digit++) {
    const key = Object.assign(document.createElement("button"), { type: "button", textContent: digit });
    key.addEventListener("click", () => label(digit));
    find("keys").append(key);
  }
  const pixels = model.get("pixels");
  const bytes = new Uint8Array(pixels.buffer, pixels.byteOffset, pixels.byteLength);
  // In JupyterLab a key would also be a command for the notebook, where a 1 makes the cell a heading.
  for (const each of [root, ...root.querySelectorAll("button")]) each.dataset.lmSuppressShortcuts = "true";

  function set(answers) {
    model.set("answers", answers);
    model.save_changes();
  }

  const label = (digit) => {
    const answers = model.get("answers");
    if (answers.length < model.get("count")) set([...answers, digit]);
  };
  const actions = { undo: () => set(model.get("answers").slice(0, -1)), again: () => set([]) };

  function show() {
    const [answers, count] = [model.get("answers"), model.get("count")];
    const done = answers.length === count;
    const place = Math.min(answers.length, count - 1);
    paint(find("digit"), bytes, place);
    find("digit").setAttribute("aria-label", `digit ${place + 1}, 28 by 28 pixels`);
    find("place").textContent = done ? `all ${count} done` : `digit ${place + 1} of ${count}`;
    find("question").textContent = done ? "Thank you. Below is what came of it." : "What is it? Press its key.";
    find("answers").replaceChildren(
      ...Array.from({ length: count }, (_, i) => {
        const mark = Object.assign(document.createElement("span"), { textContent: answers[i] ?? "·" });
        mark.className = i === answers.length ? "now" : "";
        return mark;
      }),
    );
    root.classList.toggle("is-done", done); // makes room for what comes below
    for (const key of find("keys").children) key.disabled = done;
    for (const button of find("actions").children) button.disabled = !answers.length;
    // A disabled button would keep the keyboard to itself.
    if (root.contains(document.activeElement) && document.activeElement.disabled) root.focus({ preventScroll: true });
  }

  root.addEventListener("click", ({ target }) => {
    actions[target.dataset.do]?.();
    if (!root.contains(document.activeElement)) root.focus({ preventScroll: true });
  });
  root.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const digit = /^[0-9]$/.test(event.key);
    if (!digit && event.key !== "Backspace") return;
    event.preventDefault();
    event.stopPropagation();
    if (event.repeat) return; // a key held down is one answer
    if (digit) label(Number(event.key));
    else actions.undo();
  });

  model.on("change:answers", show);
  show();
  return () => model.off("change:answers", show);
}

export default { render };
