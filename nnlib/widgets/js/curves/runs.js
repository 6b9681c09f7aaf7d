// What Python sends about a run (training_board.py says what), as arrays.

import { floats, split } from "../shared/arrays.js";

// `count` rows of the same length.
export function rowsOf(view, count) {
  const values = floats(view);
  return split(values, Array(count).fill(values.length / count));
}

export function readRun(run) {
  const [x, low, high, mean] = rowsOf(run.curve, 4);
  const [fullX, full] = rowsOf(run.full_costs, 2);
  const [accuracyX, accuracy] = rowsOf(run.accuracies, 2);
  const [trainX, train] = run.train_accuracies ? rowsOf(run.train_accuracies, 2) : [[], []];
  return { ...run, x, low, high, mean, fullX, full, accuracyX, accuracy, trainX, train };
}
