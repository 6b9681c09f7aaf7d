// The numbers behind the picture as tables, below it, folded until someone asks for them.

import { change, listen } from "../shared/model.js";
import { element } from "../shared/page.js";

function rowOf(texts, tag, scope) {
  const row = element("tr");
  const first = Object.assign(element("th", "", texts[0]), { scope });
  row.append(first, ...texts.slice(1).map((text) => Object.assign(element(tag, "", text), tag === "th" ? { scope } : {})));
  return row;
}

function tableOf({ caption, head, rows }) {
  const [table, top, body] = [element("table"), element("thead"), element("tbody")];
  top.append(rowOf(head, "th", "col"));
  body.append(...rows.map((texts) => rowOf(texts, "td", "row")));
  table.append(element("caption", "", caption), top, body);
  return table;
}

// Puts them into `el`; returns a function that ends this. Python sends the tables only while they are unfolded.
export function numbersOf(model, el) {
  const details = element("details", "nnlib-numbers");
  const place = Object.assign(element("div"), { tabIndex: 0 });
  place.setAttribute("role", "group");
  place.setAttribute("aria-label", "numbers as a table");
  const summary = element("summary");
  summary.append(element("span", "", "numbers as a table"));
  details.append(summary, place);
  details.open = model.get("asked");
  el.append(details);

  const show = () => place.replaceChildren(...model.get("tables").map(tableOf));
  details.addEventListener("toggle", () => {
    if (details.open !== model.get("asked")) change(model, { asked: details.open });
  });
  show();
  return listen(model, {
    "change:tables": show,
    "change:asked": () => {
      details.open = model.get("asked");
    },
  });
}
