// Forward, cost and backward for one example: all of backpropagation. nnlib/backprop.py says the same in Python.

const sigmoid = (z) => 1 / (1 + Math.exp(-z));

// Σ term(i), for i from 0 to count − 1
function sum(count, term) {
  let total = 0;
  for (let i = 0; i < count; i++) total += term(i);
  return total;
}

// The layers in one flat vector of parameters: W(j, k) is the weight that leads from neuron k to neuron j, b[j] a bias.
export function layersOf(parameters, sizes) {
  let start = 0;
  return sizes.slice(1).map((nOut, l) => {
    const [weights, nIn] = [parameters.subarray(start, start + nOut * sizes[l]), sizes[l]];
    const b = parameters.subarray(start + nOut * nIn, start + nOut * nIn + nOut);
    start += nOut * (nIn + 1);
    return { nIn, nOut, W: (j, k) => weights[k * nOut + j], b };
  });
}

export function forward(layers, x) {
  const [zs, activations] = [[], [Float64Array.from(x)]];
  for (const [l, { nIn, W, b }] of layers.entries()) {
    const before = activations[l];
    zs[l] = Float64Array.from(b, (bias, j) => sum(nIn, (k) => W(j, k) * before[k]) + bias); // z = W a_before + b
    activations[l + 1] = zs[l].map(sigmoid); // a = σ(z)
  }
  return { zs, activations };
}

// C = Σ (a − y)² over the outputs
export function cost(a, y) {
  return sum(a.length, (j) => (a[j] - y[j]) ** 2);
}

// The last layer first: deltas[l] is ∂C/∂z, and W(j, k) and b[j] of gradient[l] are ∂C/∂w and ∂C/∂b.
export function backward(layers, { activations }, y) {
  const [deltas, gradient] = [[], []];
  let slopes = activations.at(-1).map((a, j) => 2 * (a - y[j])); // ∂C/∂a = 2 (a − y)
  for (let l = layers.length - 1; l >= 0; l--) {
    const [{ nIn, nOut, W }, a, before] = [layers[l], activations[l + 1], activations[l]];
    const delta = slopes.map((slope, j) => slope * a[j] * (1 - a[j])); // ∂C/∂z = ∂C/∂a · σ′(z), and σ′(z) = a (1 − a)
    deltas[l] = delta;
    gradient[l] = { nIn, nOut, W: (j, k) => delta[j] * before[k], b: delta }; // ∂C/∂w = ∂C/∂z · a_before, ∂C/∂b = ∂C/∂z
    if (l) slopes = before.map((_, k) => sum(nOut, (j) => W(j, k) * delta[j])); // ∂C/∂a_before = Σ w · ∂C/∂z
  }
  return { deltas, gradient };
}
