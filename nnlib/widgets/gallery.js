// Digits side by side, each with a caption. One of them can be chosen, with a click or with the arrow keys.

const PIXELS = 784;

function picture(pixels, i) {
  const canvas = Object.assign(document.createElement("canvas"), { width: 28, height: 28 });
  const image = new ImageData(28, 28);
  for (let k = 0; k < PIXELS; k++) image.data.set([...Array(3).fill(pixels[i * PIXELS + k]), 255], 4 * k);
  canvas.getContext("2d").putImageData(image, 0, 0);
  return canvas;
}

function render({ model, el }) {
  const root = document.createElement("div");
  root.className = "nnlib gallery";
  el.append(root);
  const title = Object.assign(document.createElement("div"), { className: "gallery-title" });
  const list = Object.assign(document.createElement("div"), { className: "gallery-tiles" });
  root.append(title, list);

  function tile(pixels, caption, mark, i) {
    const selectable = model.get("selectable");
    const made = document.createElement(selectable ? "button" : "div");
    made.className = `gallery-tile ${mark}`;
    made.dataset.lmSuppressShortcuts = "true"; // in JupyterLab a key is also a command for the notebook
    const words = document.createElement("span");
    words.textContent = caption;
    made.append(picture(pixels, i), words);
    made.setAttribute("aria-label", `digit ${i + 1}: ${caption.replaceAll("\n", ", ")}`);
    if (selectable) made.addEventListener("click", () => choose(i === model.get("selected") ? -1 : i));
    return made;
  }

  function choose(i) {
    model.set("selected", i);
    model.save_changes();
    if (i >= 0) list.children[i]?.focus({ preventScroll: true });
  }

  function show() {
    const { pixels, captions, marks } = model.get("tiles");
    const bytes = new Uint8Array(pixels.buffer, pixels.byteOffset, pixels.byteLength);
    list.replaceChildren(...captions.map((caption, i) => tile(bytes, caption, marks[i], i)));
    root.classList.toggle("is-empty", !captions.length);
    if (!captions.length) list.textContent = model.get("empty");
    showSelected();
  }

  function showSelected() {
    [...list.children].forEach((made, i) => {
      if (!model.get("selectable")) return;
      made.setAttribute("aria-pressed", i === model.get("selected"));
      made.tabIndex = i === Math.max(model.get("selected"), 0) ? 0 : -1;
    });
  }

  function showFrame() {
    title.textContent = model.get("title");
    title.hidden = !model.get("title");
    root.style.setProperty("--side", `${model.get("side")}px`);
    const height = model.get("height");
    root.style.height = height ? `${height}px` : "";
  }

  list.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step || !model.get("selectable")) return;
    event.preventDefault();
    event.stopPropagation();
    const last = list.children.length - 1;
    choose(Math.min(last, Math.max(0, model.get("selected") + step)));
  });

  model.on("change:tiles change:selectable change:empty", show);
  model.on("change:selected", showSelected);
  model.on("change:title change:side change:height", showFrame);
  showFrame();
  show();

  return () => {
    model.off("change:tiles change:selectable change:empty", show);
    model.off("change:selected", showSelected);
    model.off("change:title change:side change:height", showFrame);
  };
}

export default { render };
