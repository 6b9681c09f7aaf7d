// A table whose rows can be chosen, with a click or with the arrow keys.

function cell(text, column) {
  const td = document.createElement("td");
  td.className = column.kind;
  td.textContent = text;
  return td;
}

// How far a bar reaches, from -1 to 1, from the middle of its cell: a length beside the number.
function withBar(td, share) {
  const width = `${Math.abs(share) * 50}%`;
  const bar = document.createElement("i");
  bar.className = share < 0 ? "down" : "up";
  Object.assign(bar.style, share < 0 ? { right: "50%", width } : { left: "50%", width });
  td.append(bar);
  return td;
}

function render({ model, el }) {
  const table = document.createElement("table");
  table.className = "nnlib-table";
  el.append(table);

  function row(texts, i) {
    const columns = model.get("columns");
    const name = model.get("names")[i];
    const tr = document.createElement("tr");
    tr.append(...texts.map((text, c) => cell(text, columns[c])));
    const bar = columns.findIndex(({ kind }) => kind === "bar");
    if (bar >= 0) withBar(tr.children[bar], model.get("bars")[i]);
    tr.setAttribute("aria-selected", name === model.get("selected"));
    tr.tabIndex = name === model.get("selected") || (i === 0 && !model.get("names").includes(model.get("selected"))) ? 0 : -1;
    tr.addEventListener("click", () => choose(i));
    return tr;
  }

  function choose(i) {
    const name = model.get("names")[i];
    if (name === undefined) return;
    model.set("selected", name);
    model.save_changes();
    table.tBodies[0].rows[i].focus({ preventScroll: true });
  }

  function show() {
    const held = table.contains(document.activeElement);
    const head = document.createElement("thead");
    const names = model.get("columns").map((column) => {
      const th = Object.assign(document.createElement("th"), { textContent: column.name, className: column.kind });
      th.scope = "col";
      return th;
    });
    head.append(Object.assign(document.createElement("tr"), {}));
    head.rows[0].append(...names);
    const body = document.createElement("tbody");
    body.append(...model.get("rows").map(row));
    table.replaceChildren(head, body);
    if (held) (body.querySelector('[tabindex="0"]') || table).focus({ preventScroll: true });
  }

  table.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    event.stopPropagation();
    const rows = [...table.tBodies[0].rows];
    choose(Math.min(rows.length - 1, Math.max(0, rows.indexOf(document.activeElement) + step)));
  });

  show();
  model.on("change:rows change:selected", show);
  return () => model.off("change:rows change:selected", show);
}

export default { render };
