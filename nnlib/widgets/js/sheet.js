// A sheet of fields for numbers. A field that is left, or Enter, tells Python the number; Python answers with a mark.

import { keepState } from "./shared/keeping.js";
import { focus, keepKeys } from "./shared/keyboard.js";
import { change, isNone, listen } from "./shared/model.js";
import { typed } from "./shared/numbers.js";
import { element } from "./shared/page.js";

const SIGNS = { right: "✓", wrong: "✗", open: "…" };
const SAID = { right: "right", wrong: "not right", open: "follows from a wrong number" };

// Python cannot read NaN: what is no number is null there.
export function readOf(text) {
  const number = typed(text);
  return Number.isFinite(number) ? number : null;
}

function fieldOf(model, { name, label, hint }) {
  const root = element("label", "sheet-field");
  const input = element("input");
  const mark = element("span", "sheet-mark");
  const tip = element("span", "sheet-hint", `= ${hint}`);
  Object.assign(input, { type: "text", inputMode: "text", autocomplete: "off" });
  root.append(element("span", "sheet-label", label), input, mark, tip);

  function enter() {
    const text = input.value.trim();
    const all = { ...model.get("typed") };
    if (text) all[name] = readOf(text);
    else delete all[name];
    if (all[name] !== model.get("typed")[name] || name in all !== name in model.get("typed")) change(model, { typed: all });
  }

  input.addEventListener("change", enter);
  input.addEventListener("focus", () => change(model, { current: name }));

  // What is written stays as it was written; only a number that was set elsewhere, or taken away, changes the field.
  function show() {
    const known = model.get("typed");
    if (!(name in known)) {
      if (document.activeElement !== input) input.value = "";
    } else if (!isNone(known[name]) && readOf(input.value) !== known[name]) input.value = String(known[name]);
    const kind = model.get("marks")[name] ?? "";
    mark.textContent = SIGNS[kind] ?? "";
    mark.setAttribute("aria-label", SAID[kind] ?? "");
    root.dataset.mark = kind;
    input.setAttribute("aria-invalid", kind === "wrong");
    input.setAttribute("aria-label", `${label}${kind && `, ${SAID[kind]}`}`);
    tip.hidden = !model.get("hints");
    input.setAttribute("aria-description", tip.hidden ? "" : tip.textContent);
  }
  return { name, root, input, enter, show };
}

function render({ model, el }) {
  const root = element("form", "nnlib sheet");
  const fields = [];
  for (const { title, fields: some } of model.get("parts")) {
    const part = element("fieldset", "sheet-part");
    const made = some.map((field) => fieldOf(model, field));
    part.append(element("legend", "", title), ...made.map((field) => field.root));
    fields.push(...made);
    root.append(part);
  }
  el.append(root);

  const show = () => fields.forEach((field) => field.show());
  root.addEventListener("submit", (event) => event.preventDefault());
  root.addEventListener("keydown", (event) => {
    const place = fields.findIndex(({ input }) => input === event.target);
    if (event.key !== "Enter" || place < 0) return;
    event.preventDefault(); // JupyterLab would run the cell
    fields[place].enter();
    focus(fields[Math.min(place + 1, fields.length - 1)].input);
  });

  show();
  keepState(model);
  const stopKeeping = keepKeys(el);
  const stopListening = listen(model, { "change:typed change:marks change:hints": show });
  return () => {
    stopListening();
    stopKeeping();
  };
}

export default { render };
