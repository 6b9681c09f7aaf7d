// What a network computes of one example, forward and backward: all the numbers that the page shows.

import { argmax } from "../../nnlib/widgets/js/shared/arrays.js";
import { SIZES } from "./data.js";
import { backward, cost, forward } from "./backprop.js";

// `label` is a digit, or null: then there is no target, and nothing backward.
export function look({ layers }, x, label) {
  const trace = forward(layers, x);
  const outputs = trace.activations.at(-1);
  const seen = { x, label, trace, outputs, answer: argmax(outputs), target: null, wishes: null, cost: null };
  if (label === null) return seen;
  const target = outputs.map((_, j) => Number(j === label));
  const wishes = outputs.map((a, j) => 2 * (target[j] - a)); // −∂C/∂a = 2 (y − a)
  return { ...seen, target, wishes, cost: cost(outputs, target), ...backward(layers, trace, target) };
}

// The same for NetworkView, as Python sends it.
export function frameOf({ trace, deltas, target }) {
  return {
    sizes: SIZES,
    activation_function: "sigmoid",
    activations: joined(trace.activations),
    zs: joined(trace.zs),
    deltas: joined(deltas ?? []),
    target: joined(target ? [target] : []),
  };
}

function joined(arrays) {
  return Float32Array.from(arrays.flatMap((array) => Array.from(array)));
}

// The weight with the largest wish of all, {layer, to, from, wish}.
export function largestWish({ gradient }) {
  let best = { wish: 0 };
  for (const [layer, { nIn, nOut, W }] of gradient.entries()) {
    for (let from = 0; from < nIn; from++) {
      for (let to = 0; to < nOut; to++) {
        if (Math.abs(W(to, from)) > Math.abs(best.wish)) best = { layer, to, from, wish: -W(to, from) };
      }
    }
  }
  return best;
}
