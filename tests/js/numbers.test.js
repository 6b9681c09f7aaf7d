import assert from "node:assert/strict";
import test from "node:test";
import { brief, signed, typed, whole, written } from "../../nnlib/widgets/js/shared/numbers.js";

test("a number gets as many digits as its size deserves", () => {
  const cases = { 0: "0", 1: "1", 0.3124: "0.312", 0.00042: "0.00042", 12.345: "12.35", 123.45: "123.5" };
  for (const [value, text] of Object.entries(cases)) assert.equal(written(Number(value)), text);
});

test("a tiny number is written with a power of ten", () => {
  assert.equal(written(3.14e-7), "3.1·10⁻⁷");
  assert.equal(written(-2e-12), "−2.0·10⁻¹²");
});

test("a sign is written if the number may have either sign", () => {
  assert.deepEqual([2, -2, 0].map(signed), ["+2.000", "−2.000", "0"]);
});

test("a brief number shows a sign and no more than four digits", () => {
  assert.deepEqual([0.123, -0.0034, 0.00001, 0].map(brief), ["+0.12", "−0.0034", "≈ 0", "0"]);
});

test("large whole numbers have commas", () => {
  assert.equal(whole(13002), "13,002");
});

test("a learner may type a number in many ways", () => {
  const ways = {
    "13,002": 13002,
    "13 002": 13002,
    "13_002": 13002,
    "0,5": 0.5,
    ".5": 0.5,
    "1e-4": 0.0001,
    "−3": -3,
    "+2.": 2,
  };
  for (const [text, value] of Object.entries(ways)) assert.equal(typed(text), value, text);
});

test("what is not a number is not read as one", () => {
  for (const text of ["", "-", ".", "1,2,3", "two", "1e", "0x10", "Infinity"]) assert.ok(Number.isNaN(typed(text)), text);
});
