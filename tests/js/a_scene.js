// A small network for the tests: 2 inputs, 3 neurons, 2 outputs, with numbers that are easy to tell apart.

import { Scene } from "../../nnlib/widgets/js/network_view/scene.js";

const view = (...values) => new DataView(Float32Array.from(values).buffer);
const zeros = (count) => Array(count).fill(0);

function sceneOf(frame, traits) {
  const state = { frame, edges: "weights", neurons: "activations", selected: "", lit: [], caption: "", ...traits };
  return new Scene({ get: (name) => state[name] });
}

export function smallScene(traits = {}) {
  const frame = {
    sizes: [2, 3, 2],
    activation_function: "relu",
    activations: view(0.5, -1, 2, 0, 4, 0.25, 0.75),
    zs: view(2, -3, 4, -1, 1),
    deltas: view(0.1, 0, -0.2, 0.5, -0.25),
    target: view(1, 0),
  };
  // The weights that leave an input are next to each other, and so are those that leave a neuron; then the biases.
  const parameters = view(1, 2, 3, 4, 5, 6, 0.1, 0.2, 0.3, 10, 20, 30, 40, 50, 60, 0.5, -0.5);
  return sceneOf(frame, { parameters, ...traits });
}

// 784 pixels, of which only number 30 is white, 2 neurons and 1 output.
export function imageScene(traits = {}) {
  const pixels = zeros(784);
  pixels[30] = 1;
  const frame = {
    sizes: [784, 2, 1],
    activation_function: "sigmoid",
    activations: view(...pixels, 0.5, 0.5, 0.9),
    zs: view(0, 0, 2),
    deltas: view(),
    target: view(),
  };
  const weights = Array.from({ length: 784 * 2 }, (_, i) => i / 1000);
  return sceneOf(frame, { parameters: view(...weights, 0, 0, 1, -1, 0), ...traits });
}

// 784 black pixels and 2 outputs.
export function blankScene() {
  const frame = {
    sizes: [784, 2],
    activation_function: "sigmoid",
    activations: view(...zeros(784), 0.6, 0.4),
    zs: view(0.4, -0.4),
    deltas: view(),
    target: view(),
  };
  return sceneOf(frame, { parameters: view(...zeros(784 * 2 + 2)) });
}
