// A table whose rows can be chosen, with a click or with the arrow keys.

import { clamp } from "./shared/arrays.js";
import { focus, hasFocus, keepKeys, onArrow, rove } from "./shared/keyboard.js";
import { change, listen } from "./shared/model.js";
import { element } from "./shared/page.js";

// A bar from the middle of its cell, to the right for a positive share and to the left for a negative one; -1 to 1.
function barOf(share) {
  const bar = element("i", share < 0 ? "down" : "up");
  const width = `${Math.abs(share) * 50}%`;
  Object.assign(bar.style, share < 0 ? { right: "50%", width } : { left: "50%", width });
  return bar;
}

function headOf(columns) {
  const [head, row] = [element("thead"), element("tr")];
  row.append(...columns.map(({ name, kind }) => Object.assign(element("th", kind, name), { scope: "col" })));
  head.append(row);
  return head;
}

function render({ model, el }) {
  const table = element("table", "nnlib-table");
  el.append(table);

  function row(texts, i) {
    const columns = model.get("columns");
    const tr = element("tr");
    tr.append(...texts.map((text, c) => element("td", columns[c].kind, text)));
    const bar = columns.findIndex(({ kind }) => kind === "bar");
    if (bar >= 0) tr.children[bar].append(barOf(model.get("bars")[i]));
    tr.addEventListener("click", () => choose(i));
    return tr;
  }

  function choose(i) {
    const name = model.get("names")[i];
    if (name === undefined) return;
    change(model, { selected: name });
    focus(table.tBodies[0].rows[i]);
  }

  function show() {
    const hadFocus = hasFocus(table);
    const body = element("tbody");
    const rows = model.get("rows").map(row);
    const selected = model.get("names").indexOf(model.get("selected"));
    for (const [i, tr] of rows.entries()) tr.setAttribute("aria-selected", i === selected);
    rove(rows, Math.max(selected, 0));
    body.append(...rows);
    table.replaceChildren(headOf(model.get("columns")), body);
    if (hadFocus) focus(body.querySelector('[tabindex="0"]') || table);
  }

  onArrow(table, (_, y) => {
    if (!y) return false;
    const rows = [...table.tBodies[0].rows];
    choose(clamp(rows.indexOf(document.activeElement) + y, rows.length - 1));
  });

  show();
  const stopKeeping = keepKeys(el);
  const stopListening = listen(model, { "change:rows change:selected": show });
  return () => {
    stopListening();
    stopKeeping();
  };
}

export default { render };
