// A square of counts. A click or the arrow keys choose a cell.

import { clamp } from "./shared/arrays.js";
import { focus, hasFocus, keepKeys, onArrow, rove } from "./shared/keyboard.js";
import { change, listen } from "./shared/model.js";
import { element } from "./shared/page.js";
import { offerPresenting } from "./shared/presenting.js";

const head = (text, scope) => Object.assign(element("th", "", text), { scope });

// The largest count off the diagonal, at least 1.
export function worst(rows) {
  return Math.max(1, ...rows.flatMap((row, r) => row.filter((_, c) => c !== r)));
}

function render({ model, el }) {
  const root = element("div", "nnlib matrix");
  const [across, down, table] = [element("div", "matrix-across"), element("div", "matrix-down"), element("table")];
  table.setAttribute("role", "grid");
  root.append(across, down, table);
  el.append(root);

  const cells = () => [...table.tBodies[0].rows].map((row) => [...row.cells].slice(1));
  const cellAt = ([row, column]) => cells()[row][column];

  function cell(count, row, column, most) {
    const td = element("td", "", count);
    const share = row === column ? 0 : count / most;
    td.style.setProperty("--shade", `${Math.round(85 * share)}%`);
    td.classList.toggle("is-right", row === column);
    td.classList.toggle("is-dark", share > 0.5);
    td.classList.toggle("is-none", !count);
    td.setAttribute("aria-label", `${model.get("down")} ${row}, ${model.get("across")} ${column}: ${count}`);
    td.addEventListener("click", () => {
      const [r, c] = model.get("selected");
      choose(r === row && c === column ? [] : [row, column]);
    });
    return td;
  }

  function choose(place) {
    change(model, { selected: place });
    if (place.length) focus(cellAt(place));
  }

  function show() {
    const rows = model.get("rows");
    const most = worst(rows);
    const hadFocus = hasFocus(table);
    const [top, body, first] = [element("thead"), element("tbody"), element("tr")];
    first.append(element("td"), ...rows.map((_, c) => head(c, "col")));
    top.append(first);
    rows.forEach((row, r) => {
      const tr = element("tr");
      tr.append(head(r, "row"), ...row.map((count, c) => cell(count, r, c, most)));
      body.append(tr);
    });
    table.replaceChildren(top, body);
    across.textContent = model.get("across");
    down.textContent = model.get("down");
    showSelected();
    if (hadFocus && model.get("selected").length) focus(cellAt(model.get("selected")));
  }

  function showSelected() {
    const [row, column] = model.get("selected");
    cells().forEach((tds, r) => {
      for (const [c, td] of tds.entries()) td.setAttribute("aria-selected", r === row && c === column);
      rove(tds, r === (row ?? 0) ? (column ?? 0) : -1);
    });
  }

  onArrow(table, (x, y) => {
    const last = model.get("rows").length - 1;
    const [row, column] = model.get("selected").length ? model.get("selected") : [0, 0];
    choose([clamp(row + y, last), clamp(column + x, last)]);
  });

  show();
  const stopKeeping = keepKeys(el);
  const stopOffering = offerPresenting(model, el);
  const stopListening = listen(model, {
    "change:rows change:down change:across": show,
    "change:selected": showSelected,
  });
  return () => {
    stopListening();
    stopKeeping();
    stopOffering();
  };
}

export default { render };
