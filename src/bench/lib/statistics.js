// Of a few numbers, what can be said about them.
"use strict";

function quantile(numbers, part) {
  const sorted = [...numbers].sort((a, b) => a - b);
  const at = (sorted.length - 1) * part;
  const [low, high] = [sorted[Math.floor(at)], sorted[Math.ceil(at)]];
  return low + (high - low) * (at - Math.floor(at));
}

const median = (numbers) => quantile(numbers, 0.5);

// The ratio of medians, and the quartiles of the ratios of those that ran next to each other.
function ratio(numbers, others) {
  const pairs = numbers.map((number, i) => number / others[i]);
  return { value: median(numbers) / median(others), low: quantile(pairs, 0.25), high: quantile(pairs, 0.75) };
}

module.exports = { median, quantile, ratio };
