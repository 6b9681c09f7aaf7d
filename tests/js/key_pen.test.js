import assert from "node:assert/strict";
import test from "node:test";
import { KeyPen } from "../../nnlib/widgets/js/drawing_pad/key_pen.js";

// A pen on a surface of 280 units, a function that presses keys on it, and what the pen has drawn.
function aPen() {
  const listeners = {};
  const surface = { addEventListener: (name, listener) => (listeners[name] = listener), matches: () => true };
  const drawn = [];
  const pen = new KeyPen(surface, 280, {
    down: ({ x, y }) => drawn.push(["down", x, y]),
    to: ({ x, y }) => drawn.push(["to", x, y]),
    up: () => drawn.push(["up"]),
    moved: () => {},
  });
  const taken = [];
  const press = (key, more = {}) => {
    const event = { key, preventDefault: () => taken.push(key), stopPropagation: () => {}, ...more };
    listeners.keydown(event);
  };
  return { pen, surface, drawn, taken, press, listeners };
}

test("the pen moves without drawing, draws while it is down, and stops at the edge", () => {
  const { drawn, press, surface } = aPen();
  assert.equal(surface.tabIndex, 0);
  press("ArrowRight");
  press(" ");
  press("ArrowDown");
  press("ArrowDown", { shiftKey: true });
  press("Enter");
  press("ArrowLeft");
  assert.deepEqual(drawn, [["down", 154, 70], ["to", 154, 84], ["to", 154, 87.5], ["up"]]);
  const edge = aPen();
  for (let i = 0; i < 12; i++) edge.press("ArrowUp");
  assert.equal(edge.pen.point.y, 0);
});

test("Escape and losing the focus lift the pen, and a key that repeats does not", () => {
  const { drawn, press, listeners } = aPen();
  press(" ");
  press(" ", { repeat: true });
  assert.deepEqual(drawn, [["down", 140, 70]]);
  press("Escape");
  press(" ");
  listeners.blur();
  assert.deepEqual(
    drawn.map(([what]) => what),
    ["down", "up", "down", "up"],
  );
});

test("it takes the keys that it uses and leaves all others to the page", () => {
  const { taken, press } = aPen();
  for (const key of ["Tab", "a", "Escape"]) press(key);
  press("ArrowDown", { altKey: true });
  assert.deepEqual(taken, []);
  press("ArrowDown");
  press(" ");
  press("Escape");
  assert.deepEqual(taken, ["ArrowDown", " ", "Escape"]);
});
