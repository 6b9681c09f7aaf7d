import assert from "node:assert/strict";
import test from "node:test";
import { describe, heading, spoken } from "../../nnlib/widgets/js/network_view/words.js";
import { imageScene, smallScene } from "./a_scene.js";

test("a neuron says its sum, bias, z and activation, and the function between the last two", () => {
  const { title, rows } = describe(smallScene(), { layer: 1, index: 0 });
  assert.equal(title, "hidden layer 1, neuron 0");
  assert.deepEqual(rows, [
    ["weighted sum", "+1.900"],
    ["bias", "+0.100"],
    ["z", "+2.000", "weighted sum + bias"],
    ["activation", "2.000", "relu(z)"],
  ]);
});

test("an output also says its target, and the wish for its z where wishes are shown", () => {
  const { rows } = describe(smallScene({ neurons: "wishes" }), { layer: 2, index: 1 });
  assert.deepEqual(rows.slice(4), [
    ["target", "0"],
    ["wish for z", "+0.250", "−∂C/∂z = −δ"],
  ]);
});

test("a weight says its product and the wish for it", () => {
  const { title, rows } = describe(smallScene({ edges: "wishes" }), { layer: 1, to: 1, from: 2 });
  assert.equal(title, "hidden layer 1, neuron 2 → output 1");
  assert.deepEqual(
    rows.map(([, number]) => number),
    ["+60.00", "4.000", "+240.0", "+1"],
  );
});

test("a pixel is found by row and column", () => {
  assert.equal(describe(imageScene(), { layer: 0, index: 30 }).title, "pixel in row 1, column 2");
});

test("a screen reader hears the answer and what is selected", () => {
  assert.equal(spoken(smallScene()), "answer: 1 with activation 0.750, target 0.");
  assert.match(
    spoken(smallScene({ selected: "weights[0][2, 1]" })),
    /Selected: input 1 to hidden layer 1, neuron 2: weight/,
  );
});

test("a single output is not an answer", () => {
  assert.equal(spoken(imageScene()), "output with activation 0.900.");
});

test("each layer has its heading", () => {
  assert.deepEqual(
    [0, 1, 2].map((layer) => heading(imageScene(), layer)),
    ["784 inputs", "2 neurons", "1 output"],
  );
});
