// A square of counts. A click or the arrow keys choose a cell.

const STEPS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

function head(text, scope) {
  const th = Object.assign(document.createElement("th"), { textContent: text, scope });
  return th;
}

function render({ model, el }) {
  const root = Object.assign(document.createElement("div"), { className: "nnlib matrix" });
  const across = Object.assign(document.createElement("div"), { className: "matrix-across" });
  const down = Object.assign(document.createElement("div"), { className: "matrix-down" });
  const table = document.createElement("table");
  table.setAttribute("role", "grid");
  root.append(across, down, table);
  el.append(root);

  const cellAt = ([row, column]) => table.tBodies[0].rows[row].cells[column + 1];

  function cell(count, row, column, largest) {
    const td = Object.assign(document.createElement("td"), { textContent: count });
    const share = row === column ? 0 : count / (largest || 1);
    td.style.setProperty("--shade", `${Math.round(85 * share)}%`);
    td.classList.toggle("is-right", row === column);
    td.classList.toggle("is-dark", share > 0.5);
    td.classList.toggle("is-none", !count);
    td.dataset.lmSuppressShortcuts = "true"; // in JupyterLab a key is also a command for the notebook
    td.setAttribute("aria-label", `${model.get("down")} ${row}, ${model.get("across")} ${column}: ${count}`);
    td.addEventListener("click", () => {
      const [r, c] = model.get("selected");
      choose(r === row && c === column ? [] : [row, column]);
    });
    return td;
  }

  function choose(place) {
    model.set("selected", place);
    model.save_changes();
    if (place.length) cellAt(place).focus({ preventScroll: true });
  }

  function show() {
    const rows = model.get("rows");
    const largest = Math.max(...rows.flatMap((row, r) => row.filter((_, c) => c !== r)), 1);
    const held = table.contains(document.activeElement);
    const top = document.createElement("thead");
    const first = document.createElement("tr");
    first.append(document.createElement("td"), ...rows.map((_, c) => head(c, "col")));
    top.append(first);
    const body = document.createElement("tbody");
    rows.forEach((row, r) => {
      const tr = document.createElement("tr");
      tr.append(head(r, "row"), ...row.map((count, c) => cell(count, r, c, largest)));
      body.append(tr);
    });
    table.replaceChildren(top, body);
    across.textContent = model.get("across");
    down.textContent = model.get("down");
    showSelected();
    if (held && model.get("selected").length) cellAt(model.get("selected")).focus({ preventScroll: true });
  }

  function showSelected() {
    const [row, column] = model.get("selected");
    [...table.tBodies[0].rows].forEach((tr, r) => {
      [...tr.cells].slice(1).forEach((td, c) => {
        td.setAttribute("aria-selected", r === row && c === column);
        td.tabIndex = r === (row ?? 0) && c === (column ?? 0) ? 0 : -1;
      });
    });
  }

  table.addEventListener("keydown", (event) => {
    if (!(event.key in STEPS)) return;
    event.preventDefault();
    event.stopPropagation();
    const last = model.get("rows").length - 1;
    const from = model.get("selected").length ? model.get("selected") : [0, 0];
    choose(STEPS[event.key].map((step, i) => Math.min(last, Math.max(0, from[i] + step))));
  });

  model.on("change:rows change:down change:across", show);
  model.on("change:selected", showSelected);
  show();
  return () => {
    model.off("change:rows change:down change:across", show);
    model.off("change:selected", showSelected);
  };
}

export default { render };
