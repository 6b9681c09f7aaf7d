// The sentence that says what one sees, with the numbers of this moment.

import { largest } from "../../nnlib/widgets/js/shared/arrays.js";
import { SIDE } from "../../nnlib/widgets/js/shared/digit.js";
import { brief, signed } from "../../nnlib/widgets/js/shared/numbers.js";
import { SIZES } from "./data.js";
import { largestWish } from "./look.js";

// A wish as the columns write it: +0.74, −0.03, ≈ 0.
export function short(wish, places = 2) {
  const size = Math.abs(wish).toFixed(places);
  return Number(size) ? (wish > 0 ? "+" : "−") + size : "≈ 0";
}

// `seen` is what look() gave, `before` the same with the label before, or null if something else has changed. `shows` is
// the digit that the image shows, or null for a drawing.
export function sentence({ network, direction, shows, seen, before }) {
  if (!seen.x.some((value) => value)) return "Draw a digit. The image is still black.";
  const { answer, label } = seen;
  const reading = `The ${network} network answers ${answer} (activation ${seen.outputs[answer].toFixed(2)})`;
  if (label === null) return `${reading}. What should it be? Press a digit.${hint(network)}`;
  if (direction === "backward") return backwards(seen);
  const verdict = answer === label ? ", as it should." : ` instead of ${label}.`;
  const mislabelled = shows === null || shows === label ? "" : ` (The image shows a ${shows}.)`;
  return `${reading}${verdict}${mislabelled} ${turned(before, seen) || mostWrong(seen)}`;
}

function hint(network) {
  return network === "untrained" ? " To see yours read, press “trained”." : "";
}

// Which arrows have turned round, now that the label is another.
function turned(before, { wishes }) {
  if (!before?.wishes) return "";
  const [up, down] = [[], []];
  for (const [j, wish] of wishes.entries()) {
    if (wish > 0 && before.wishes[j] < 0) up.push(j);
    if (wish < 0 && before.wishes[j] > 0) down.push(j);
  }
  if (!up.length) return "";
  return `Two arrows have turned round: output ${down[0]} should now shrink, output ${up[0]} grow.`;
}

function mostWrong({ wishes }) {
  const most = largest(wishes);
  if (most < 0.2) return `All outputs are almost where they should be: no wish is larger than ${most.toFixed(2)}.`;
  const worst = wishes.findIndex((wish) => Math.abs(wish) === most);
  return `Most wrong is output ${worst}: it should ${wishes[worst] > 0 ? "grow" : "shrink"}, and its wish is ${short(wishes[worst])}.`;
}

function backwards(seen) {
  const { label, wishes, deltas } = seen;
  const { wish, ...weight } = largestWish(seen);
  const through = `times σ′, the wish ${short(wishes[label])} of output ${label} becomes ${brief(-deltas.at(-1)[label])} for its z`;
  const [start, end] = [placeOf(weight.layer, weight.from), placeOf(weight.layer + 1, weight.to)];
  return `Read it from right to left: ${through}. The largest wish for a weight, ${signed(wish)}, is for that from ${start} to ${end}.`;
}

function placeOf(layer, index) {
  if (layer === 0) return `the pixel in row ${Math.floor(index / SIDE)}, column ${index % SIDE}`;
  return layer === SIZES.length - 1 ? `output ${index}` : `neuron ${index} of hidden layer ${layer}`;
}
