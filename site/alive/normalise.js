// Prepares a drawing as MNIST prepared its digits, number by number as nnlib/digits/normalise.py does (a test compares):
// cropped to its ink, scaled until the longer side is 20 pixels, with its centre of mass in the middle of 28 × 28.

import { SIDE as FIELD } from "../../nnlib/widgets/js/shared/digit.js";

const BOX = 20; // pixels: the longer side of the ink

// `ink` holds the greys of a square drawing, row after row, from 0 (paper) to 255. Returns 784 numbers from 0 to 1.
export function normalise(ink) {
  const side = Math.sqrt(ink.length);
  const field = new Float32Array(FIELD * FIELD);
  const rows = span(side, (row) => range(side).some((column) => ink[row * side + column]));
  const columns = span(side, (column) => range(side).some((row) => ink[row * side + column]));
  if (!rows) return field;
  const crop = range(rows.length).map((i) =>
    range(columns.length).map((j) => ink[(rows.start + i) * side + columns.start + j] / 255),
  );
  const digit = fitIntoBox(crop);
  const top = start(digit.map((row) => sum(row)));
  const left = start(digit[0].map((_, j) => sum(digit.map((row) => row[j]))));
  for (const [i, row] of digit.entries()) field.set(row, (top + i) * FIELD + left);
  return field;
}

const range = (count) => Array.from({ length: count }, (_, i) => i);
const sum = (values) => values.reduce((total, value) => total + value, 0);

// From the first to the last place that has ink, or null.
function span(side, hasInk) {
  const first = range(side).findIndex(hasInk);
  return first < 0 ? null : { start: first, length: range(side).findLastIndex(hasInk) + 1 - first };
}

function fitIntoBox(crop) {
  const pixel = Math.max(crop.length, crop[0].length) / BOX;
  const [rows, columns] = [averages(crop.length, pixel), averages(crop[0].length, pixel)];
  const narrow = crop.map((row) => columns.map((shares) => dot(shares, row)));
  return rows.map((shares) => narrow[0].map((_, j) => dot(shares, (i) => narrow[i][j])));
}

// `shares` is a list of [place, share].
function dot(shares, values) {
  const at = typeof values === "function" ? values : (i) => values[i];
  return shares.reduce((total, [i, share]) => total + share * at(i), 0);
}

// For each span of `pixel` numbers, which may be a fraction, the numbers in it and the share of the span that each fills.
function averages(length, pixel) {
  // The spans are centred over the numbers. The first and the last may extend beyond them, which averages in blank paper.
  const spans = Math.ceil(length / pixel - 1e-9);
  return range(spans).map((i) => {
    const from = i * pixel - (spans * pixel - length) / 2;
    const overlap = (j) => Math.min(from + pixel, j + 1) - Math.max(from, j);
    return range(length)
      .filter((j) => overlap(j) > 0)
      .map((j) => [j, overlap(j) / pixel]);
  });
}

// Where the first row (or column) must go to put the centre of mass in pixel 14, given the ink in each. A digit too
// lopsided for the field stops at its edge.
function start(ink) {
  const centre = Math.floor(sum(ink.map((mass, i) => mass * (i + 0.5))) / sum(ink) + 1e-9);
  return Math.max(0, Math.min(FIELD / 2 - centre, FIELD - ink.length));
}
