import assert from "node:assert/strict";
import test from "node:test";
import { change, listen } from "../../nnlib/widgets/js/shared/model.js";
import { look } from "../../site/alive/look.js";
import { LocalModel } from "../../site/alive/model.js";
import { sentence, short } from "../../site/alive/words.js";

// A network whose outputs are these, whatever it sees.
function networkSaying(outputs) {
  const zs = outputs.map((a) => Math.log(a / (1 - a)));
  return { layers: [{ nIn: 2, nOut: outputs.length, W: () => 0, b: Float64Array.from(zs) }] };
}

const UNSURE = networkSaying([0.3, 0.1, 0.6, 0.2, 0.1, 0.1, 0.1, 0.5, 0.1, 0.1]);
const SURE = networkSaying([0.02, 0.01, 0.98, 0.01, 0.01, 0.01, 0.01, 0.01, 0.01, 0.01]);

function say({ network = UNSURE, label = 2, shows = 2, before = null, x = [1, 0], ...more } = {}) {
  const seen = look(network, x, label);
  const earlier = before === null ? null : look(network, x, before);
  return sentence({ network: "untrained", direction: "forward", shows, seen, before: earlier, ...more });
}

test("the sentence says the answer, what it should be, and which output is most wrong", () => {
  assert.equal(
    say({ label: 7, shows: 7 }),
    "The untrained network answers 2 (activation 0.60) instead of 7. " +
      "Most wrong is output 2: it should shrink, and its wish is −1.20.",
  );
});

test("it says so when the answer is right, and when nothing is left to wish", () => {
  assert.match(say(), /answers 2 \(activation 0\.60\), as it should\. Most wrong is output 7: .* −1\.00\.$/);
  assert.match(say({ network: SURE }), /no wish is larger than 0\.04\.$/);
});

test("with another label it says which arrows have turned round, and what the image really shows", () => {
  const words = say({ label: 7, before: 2 });
  assert.match(words, /instead of 7\. \(The image shows a 2\.\) /);
  assert.match(words, /Two arrows have turned round: output 2 should now shrink, output 7 grow\.$/);
});

test("a drawing without a label is read, and asks for one", () => {
  assert.match(say({ label: null, shows: null }), /answers 2 \(activation 0\.60\)\. What should it be\? Press a digit\./);
});

test("without a single bright pixel there is nothing to read", () => {
  assert.equal(say({ x: [0, 0] }), "Draw a digit. The image is still black.");
});

test("a wish has its sign and two decimal places, and none if it is too small for them", () => {
  assert.deepEqual([0.744, -1.336, 0.0049, -0.0049, 0, 2].map(short0), ["+0.74", "−1.34", "≈ 0", "≈ 0", "≈ 0", "+2.00"]);
  assert.deepEqual([short(-0.049, 1), short(-0.06, 1)], ["≈ 0", "−0.1"]);
});

const short0 = (wish) => short(wish);

test("a model tells each change to those who asked for it, after all of them are made", () => {
  const model = new LocalModel({ ink: 0, strokes: 0, seen: 0 });
  const heard = [];
  const stop = listen(model, {
    "change:ink change:seen": () => heard.push(["ink or seen", model.get("strokes")]),
    change: () => heard.push(["any"]),
  });
  change(model, { ink: 1, strokes: 1 });
  change(model, { ink: 1 }); // nothing new
  assert.deepEqual(heard, [["ink or seen", 1], ["any"]]);
  stop();
  change(model, { seen: 5 });
  assert.equal(heard.length, 2);
});

test("a listener that goes takes no other with it", () => {
  const model = new LocalModel({ ink: 0 });
  const heard = [];
  const stops = ["one", "two"].map((name) => listen(model, { "change:ink": () => heard.push(name) }));
  stops[0]();
  change(model, { ink: 1 });
  assert.deepEqual(heard, ["two"]);
});
