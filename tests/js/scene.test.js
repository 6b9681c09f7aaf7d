import assert from "node:assert/strict";
import test from "node:test";
import { nameOf, thingNamed } from "../../nnlib/widgets/js/network_view/names.js";
import { describe, spoken } from "../../nnlib/widgets/js/network_view/words.js";
import { blankScene, imageScene, smallScene } from "./a_scene.js";

test("a name and its thing are the same in both directions", () => {
  for (const name of ["activations[1][3]", "weights[2][4, 7]", ""]) assert.equal(nameOf(thingNamed(name)), name);
});

test("weights are found by layer, to and from, as in NumPy's W[to, from]", () => {
  const scene = smallScene();
  assert.equal(scene.weight({ layer: 0, to: 2, from: 1 }), 6);
  assert.equal(scene.weight({ layer: 1, to: 0, from: 2 }), 50);
  assert.deepEqual([...scene.biases[1]], [0.5, -0.5]);
});

test("the wish for a weight is minus the delta after it times the activation before it", () => {
  const edge = { layer: 1, to: 1, from: 2 };
  const scene = smallScene({ edges: "wishes" });
  assert.equal(scene.wish(edge), 1);
  assert.equal(scene.value(edge), 1);
  assert.deepEqual([...scene.wishesOf(2)], [-0.5, 0.25]);
});

test("a wrong answer is marked beside the right one", () => {
  assert.equal(smallScene().answerText, "answer: 1 ✗ should be 0");
  assert.equal(smallScene({ selected: "activations[1][0]" }).answerText, "answer: 1 ✗");
});

test("a blank image gets no answer", () => {
  assert.equal(blankScene().answerText, "nothing to read");
  assert.equal(spoken(blankScene()), "A blank image: nothing to read.");
});

test("the strongest line of a layer has full thickness", () => {
  const scene = smallScene();
  assert.equal(scene.relative({ layer: 1, to: 1, from: 2 }), 1);
  assert.equal(scene.relative({ layer: 1, to: 0, from: 0 }), Math.fround(10) / 60);
});

test("activations above 1 are compared with the largest of their layer", () => {
  assert.deepEqual(
    [0, 1, 2].map((index) => smallScene().brightness(1, index)),
    [0.5, 0, 1],
  );
  assert.equal(smallScene().brightness(0, 1), 0); // a negative input is black
});

test("without a selection everything is drawn in full", () => {
  assert.ok(smallScene().means({ layer: 0, index: 1 }));
});

test("a selected neuron highlights the lines into it and the neurons before it", () => {
  const scene = smallScene({ selected: "activations[2][1]" });
  assert.ok(scene.means({ layer: 1, to: 1, from: 0 }) && scene.means({ layer: 1, index: 2 }));
  assert.ok(!scene.means({ layer: 1, to: 0, from: 0 }) && !scene.means({ layer: 0, index: 0 }));
});

test("a selected input highlights the lines out of it", () => {
  const scene = smallScene({ selected: "activations[0][1]" });
  assert.ok(scene.means({ layer: 0, to: 2, from: 1 }) && !scene.means({ layer: 0, to: 2, from: 0 }));
});

test("whatever is lit is highlighted: a matrix, a row or a single thing", () => {
  const scene = smallScene({ lit: ["weights[0]", "weights[1][1]", "activations[1][2]"] });
  const meant = [
    { layer: 0, to: 2, from: 0 },
    { layer: 1, to: 1, from: 2 },
    { layer: 1, index: 2 },
  ];
  const others = [
    { layer: 1, to: 0, from: 2 },
    { layer: 1, index: 0 },
  ];
  assert.deepEqual(
    [...meant, ...others].map((thing) => scene.means(thing)),
    [true, true, true, false, false],
  );
});

test("the strongest weight of a neuron adds most to its sum, whatever its own size", () => {
  assert.deepEqual(smallScene().strongest({ layer: 2, index: 0 }), { layer: 1, to: 0, from: 2 });
  assert.deepEqual(imageScene().strongest({ layer: 1, index: 1 }), { layer: 0, to: 1, from: 30 });
});

test("the weights of a selected neuron of the first layer cover the image", () => {
  assert.equal(imageScene({ selected: "activations[1][1]" }).overlaid(), 1);
  assert.equal(imageScene({ selected: "weights[0][1, 30]" }).overlaid(), 1);
  assert.equal(imageScene({ selected: "activations[0][30]" }).overlaid(), -1);
  assert.equal(smallScene({ selected: "activations[1][1]" }).overlaid(), -1); // there is no image
});

test("the image is dimmed only where nothing in front of it is lit", () => {
  assert.equal(imageScene().isImageDim(), false);
  assert.equal(imageScene({ lit: ["weights[1]"] }).isImageDim(), true);
  assert.equal(imageScene({ lit: ["weights[0][1, 30]"] }).isImageDim(), false);
});

test("changes have a scale of their own, and are found like weights", () => {
  const changed = new DataView(Float32Array.from([0, 0, 0, 0, 0, -2, 0, 0, 0.5, 1, 0, 0, 4, 0, 0, 0, 0]).buffer);
  const scene = smallScene({ changed, edges: "changes" });
  assert.equal(scene.change({ layer: 0, to: 2, from: 1 }), -2);
  assert.equal(scene.relative({ layer: 0, to: 2, from: 1 }), -1);
  assert.equal(scene.relative({ layer: 1, to: 1, from: 1 }), 1);
  assert.ok(
    describe(scene, { layer: 1, index: 2 }).rows.some(([word, value]) => word.startsWith("the step") && value === "+0.500"),
  );
  assert.ok(!describe(smallScene(), { layer: 1, index: 2 }).rows.some(([word]) => word.startsWith("the step")));
});

test("average wishes are given for each parameter, and are called so", () => {
  const changed = new DataView(Float32Array.from([0, 0, 0, 0, 0, -2, 0, 0, 0.5, 1, 0, 0, 4, 0, 0, 0, 0]).buffer);
  const scene = smallScene({ changed, edges: "average wishes" });
  const edge = { layer: 0, to: 2, from: 1 };
  assert.equal(scene.value(edge), -2);
  assert.ok(describe(scene, edge).rows.some(([word, value]) => word === "average wish" && value === "−2.000"));
});
