// The two networks and the digits, from one compressed file (alive_network.py says how it is made).

import { imageAt } from "../../nnlib/widgets/js/shared/digit.js";
import { layersOf } from "./backprop.js";

export const SIZES = [784, 16, 16, 10];
const PARAMETERS = 13002;
const PIXELS = SIZES[0];

export async function load(url) {
  if (!("DecompressionStream" in globalThis)) throw new Error("this browser is from before 2023");
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`the server says ${answer.status} ${answer.statusText}`.trim());
  const plain = answer.body.pipeThrough(new DecompressionStream("deflate"));
  return unpack(await new Response(plain).arrayBuffer());
}

// First the parameters of both networks, then for each digit its number in the test set, its pixels and its label.
export function unpack(buffer) {
  const networks = ["untrained", "trained"].map((name, i) => {
    const parameters = new Float32Array(buffer, 4 * i * PARAMETERS, PARAMETERS);
    return [name, { parameters, layers: layersOf(parameters, SIZES) }];
  });
  const start = 8 * PARAMETERS;
  const count = (buffer.byteLength - start) / (2 + PIXELS + 1);
  const numbers = new Uint16Array(buffer, start, count);
  const greys = new Uint8Array(buffer, start + 2 * count, count * PIXELS);
  const labels = new Uint8Array(buffer, start + (2 + PIXELS) * count, count);
  const digits = Array.from(numbers, (number, i) => ({ number, label: labels[i], greys: imageAt(greys, i) }));
  return { networks: Object.fromEntries(networks), digits };
}

// Pixels from 0 to 1.
export function pixelsOf({ greys }) {
  return Float32Array.from(greys, (grey) => grey / 255);
}
