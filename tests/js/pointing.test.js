import assert from "node:assert/strict";
import test from "node:test";
import { Layout } from "../../nnlib/widgets/js/network_view/layout.js";
import { linesOf } from "../../nnlib/widgets/js/network_view/lines.js";
import { thingAt } from "../../nnlib/widgets/js/network_view/pointing.js";
import { imageScene, smallScene } from "./a_scene.js";

const middle = ([a, b], share = 0.5) => ({ x: a.x + share * (b.x - a.x), y: a.y + share * (b.y - a.y) });

for (const [width, height] of [
  [1240, 496],
  [600, 300],
]) {
  test(`at ${width} × ${height} every neuron and pixel is where the layout says`, () => {
    for (const scene of [smallScene(), imageScene()]) {
      const layout = new Layout(width, height, scene);
      for (const [layer, size] of scene.sizes.entries()) {
        for (let index = 0; index < size; index++) {
          assert.deepEqual(thingAt(layout.at({ layer, index }), scene, layout), { layer, index });
        }
      }
    }
  });
}

test("a point on a line between two neurons finds that line", () => {
  const scene = smallScene();
  const layout = new Layout(1240, 496, scene);
  const edge = { layer: 1, to: 0, from: 0 };
  assert.deepEqual(thingAt(middle(layout.ends(edge), 0.3), scene, layout), edge);
});

test("a dimmed line is not found", () => {
  const scene = smallScene({ selected: "activations[2][1]" });
  const layout = new Layout(1240, 496, scene);
  assert.equal(thingAt(middle(layout.ends({ layer: 1, to: 0, from: 0 }), 0.3), scene, layout), null);
});

test("over the weights of a neuron, a pixel is one of its weights", () => {
  const scene = imageScene({ selected: "activations[1][1]" });
  const layout = new Layout(1240, 496, scene);
  assert.deepEqual(thingAt(layout.at({ layer: 0, index: 30 }), scene, layout), { layer: 0, to: 1, from: 30 });
});

test("nothing is at the margin", () => {
  const scene = smallScene();
  assert.equal(thingAt({ x: 1, y: 1 }, scene, new Layout(1240, 496, scene)), null);
});

test("strong lines are painted last, and highlighted ones after all others", () => {
  const strengths = linesOf(smallScene(), 1).map(({ value }) => value);
  assert.deepEqual(
    strengths,
    strengths.toSorted((a, b) => a - b),
  );
  const meant = linesOf(smallScene({ selected: "activations[2][0]" }), 1).map(({ isMeant }) => isMeant);
  assert.deepEqual(meant, [false, false, false, true, true, true]);
});
