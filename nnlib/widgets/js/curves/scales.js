// Where values are drawn, and which numbers are written along an axis.

import { extent } from "../shared/arrays.js";
import { whole } from "../shared/numbers.js";

// About `count` round numbers from low to high.
export function roundNumbers(low, high, count) {
  const rough = (high - low) / count;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((m) => m * power).find((s) => s >= rough);
  const first = Math.ceil(low / step - 1e-9);
  return Array.from({ length: Math.floor(high / step + 1e-9) - first + 1 }, (_, i) => (first + i) * step);
}

// 1, 2 and 5 times each power of ten, from low to high.
export function logNumbers(low, high) {
  const numbers = [];
  for (let power = Math.floor(Math.log10(low)); power <= Math.log10(high); power++) {
    numbers.push(...[1, 2, 5].map((m) => m * 10 ** power).filter((number) => number >= low && number <= high));
  }
  return numbers;
}

// For the costs of all these runs, between `top` and `bottom` on the canvas: at(cost) is its place.
export function costScale(runs, isLog, top, bottom) {
  let [low, high] = extent(runs.flatMap((run) => [run.mean, run.full]));
  if (!(high > 0)) [low, high] = [0.1, 3];
  const room = bottom - top;
  if (!isLog) {
    high *= 1.06;
    return { at: (v) => bottom - (Math.max(0, v) / high) * room, ticks: roundNumbers(0, high, 4) };
  }
  [low, high] = [Math.max(low, 1e-6) * 0.8, high * 1.15];
  const span = Math.log(high / low);
  return { at: (v) => bottom - (Math.log(Math.max(v, 1e-9) / low) / span) * room, ticks: logNumbers(low, high) };
}

// A number of steps, examples or seconds, written below the axis.
export function tickWords(value, axis) {
  if (axis === "seconds") return `${+value.toPrecision(3)}`;
  if (value >= 1e6) return `${+(value / 1e6).toPrecision(3)} M`;
  return whole(value);
}
