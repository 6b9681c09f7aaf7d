// Lines of code to put in order. Arrow keys choose a line, Alt and an arrow key move it; so do the buttons.

import { clamp } from "./shared/arrays.js";
import { keepState } from "./shared/keeping.js";
import { arrowOf, focus, keepKeys, rove, take } from "./shared/keyboard.js";
import { change, listen } from "./shared/model.js";
import { element } from "./shared/page.js";

// The order with the line at `place` moved by `by` places, but no farther than to the ends.
export function moved(order, place, by) {
  const others = order.filter((_, i) => i !== place);
  const to = clamp(place + by, order.length - 1);
  return [...others.slice(0, to), order[place], ...others.slice(to)];
}

function render({ model, el }) {
  const root = element("div", "nnlib lines-in-order");
  const [head, list, foot] = [element("code", "lines-head"), element("ol"), element("div", "lines-foot")];
  const check = element("button", "lines-check", "check");
  const said = element("span", "lines-said");
  list.setAttribute("aria-label", "Lines to put in order. Arrow keys choose a line, Alt and an arrow key move it.");
  said.setAttribute("role", "status");
  check.type = "button";
  check.addEventListener("click", () => model.send({ check: true }));
  foot.append(check, element("span", "lines-keys", "▲ ▼, or Alt and the arrow keys"), said);
  root.append(head, list, foot);
  el.append(root);

  let current = 0; // the place that Tab leads to

  function move(place, by) {
    current = clamp(place + by, model.get("order").length - 1);
    change(model, { order: moved(model.get("order"), place, by) });
    focus(list.children[current]);
  }

  function button(sign, place, by, text) {
    const made = element("button", "", sign);
    Object.assign(made, { type: "button", tabIndex: -1 }); // the keyboard has Alt and the arrow keys
    made.setAttribute("aria-label", `${by < 0 ? "up" : "down"}: ${text}`);
    made.disabled = clamp(place + by, model.get("order").length - 1) === place;
    made.addEventListener("click", () => move(place, by));
    return made;
  }

  function row(number, place) {
    const text = model.get("lines")[number];
    const line = element("li");
    line.append(element("code", "", text), button("▲", place, -1, text.trim()), button("▼", place, 1, text.trim()));
    line.setAttribute("aria-label", `line ${place + 1}: ${text.trim()}`);
    return line;
  }

  function show() {
    head.textContent = model.get("head");
    list.replaceChildren(...model.get("order").map(row));
    rove([...list.children], current);
  }

  function tell() {
    const { right, words, sign } = model.get("verdict");
    said.textContent = words ? `${sign} ${words}` : "";
    said.classList.toggle("is-wrong", right === false);
  }

  list.addEventListener("keydown", (event) => {
    const y = arrowOf(event)?.[1];
    const place = [...list.children].indexOf(document.activeElement);
    if (!y || place < 0) return;
    take(event);
    if (event.altKey) move(place, y);
    else {
      current = clamp(place + y, list.children.length - 1);
      rove([...list.children], current);
      focus(list.children[current]);
    }
  });

  show();
  tell();
  keepState(model);
  const stopKeeping = keepKeys(el);
  const stopListening = listen(model, { "change:order": show, "change:verdict": tell });
  return () => {
    stopListening();
    stopKeeping();
  };
}

export default { render };
