// What the view says: about one thing in the tooltip and the header, about everything to a screen reader.

import { argmax } from "../shared/arrays.js";
import { SIDE } from "../shared/digit.js";
import { signed, written } from "../shared/numbers.js";
import { endsOf, isEdge } from "./names.js";

// What the two colours of the lines mean.
export const MEANING = {
  weights: ["weight > 0", "weight < 0"],
  wishes: ["weight should grow", "weight should shrink"],
  changes: ["weight grew", "weight shrank"],
  "average wishes": ["weight should grow, on average", "weight should shrink, on average"],
};

// What is given for each parameter.
function givenRow(scene, value) {
  return [scene.edges === "average wishes" ? "average wish" : "the step moved it by", signed(value)];
}

function placeOf(scene, { layer, index }) {
  if (layer === scene.last) return `output ${index}`;
  if (layer > 0) return `hidden layer ${layer}, neuron ${index}`;
  if (!scene.hasImage) return `input ${index}`;
  return `pixel in row ${Math.floor(index / SIDE)}, column ${index % SIDE}`;
}

// The title and the rows [word, number, formula] that say all about one thing.
export function describe(scene, thing) {
  if (isEdge(thing)) {
    const title = endsOf(thing).map((end) => placeOf(scene, end));
    return { title: title.join(" → "), rows: edgeRows(scene, thing) };
  }
  return { title: placeOf(scene, thing), rows: thing.layer ? neuronRows(scene, thing) : inputRows(scene, thing) };
}

function inputRows(scene, { index }) {
  return [["value", written(scene.activations[0][index])]];
}

function neuronRows(scene, { layer, index }) {
  const z = scene.zs[layer - 1][index];
  const bias = scene.biases[layer - 1][index];
  const isOutput = layer === scene.last;
  const activation = written(scene.activations[layer][index]);
  const rows = [
    ["weighted sum", signed(z - bias)],
    ["bias", signed(bias)],
    ...(scene.changed ? [givenRow(scene, scene.changed.biases[layer - 1][index])] : []),
    ["z", signed(z), "weighted sum + bias"],
    ["activation", activation, `${isOutput ? "sigmoid" : scene.activationFunction}(z)`],
  ];
  if (scene.target && isOutput) rows.push(["target", written(scene.target[index])]);
  if (scene.isBackward) rows.push(["wish for z", signed(scene.wishesOf(layer)[index]), "−∂C/∂z = −δ"]);
  return rows;
}

function edgeRows(scene, edge) {
  const input = scene.hasImage && edge.layer === 0 ? "pixel" : "activation";
  const activation = scene.activations[edge.layer][edge.from];
  const rows = [
    ["weight", signed(scene.weight(edge))],
    ...(scene.changed ? [givenRow(scene, scene.change(edge))] : []),
    [input, written(activation)],
    ["product", signed(scene.weight(edge) * activation), `weight × ${input}`],
  ];
  if (scene.isBackward) rows.push(["wish", signed(scene.wish(edge)), `−∂C/∂w = wish for z × ${input}`]);
  return rows;
}

// The rows on one line.
export function inOneLine(rows) {
  return rows.map(([word, value]) => `${word} ${value}`).join(", ");
}

export function spoken(scene) {
  const activation = written(scene.activations[scene.last][scene.answer]);
  const target = scene.target ? `, target ${argmax(scene.target)}` : "";
  const output = scene.sizes[scene.last] === 1 ? "output" : `answer: ${scene.answer}`;
  const answer = scene.isBlank ? "A blank image: nothing to read." : `${output} with activation ${activation}${target}.`;
  if (!scene.selected) return answer;
  const { title, rows } = describe(scene, scene.selected);
  return `${answer} Selected: ${title.replace("→", "to")}: ${inOneLine(rows)}.`;
}

// The words above a layer.
export function heading({ sizes, last }, layer) {
  const noun = layer === 0 ? "input" : layer === last ? "output" : "neuron";
  return `${sizes[layer]} ${noun}${sizes[layer] > 1 ? "s" : ""}`;
}
