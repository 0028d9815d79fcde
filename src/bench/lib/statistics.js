// Statistics of small samples.
"use strict";

function quantile(numbers, part) {
  const sorted = [...numbers].sort((a, b) => a - b);
  const at = (sorted.length - 1) * part;
  const [low, high] = [sorted[Math.floor(at)], sorted[Math.ceil(at)]];
  return low + (high - low) * (at - Math.floor(at));
}

const median = (numbers) => quantile(numbers, 0.5);

// Returns the ratio of the medians, and the quartiles of the ratios of runs in the same round.
function ratio(numbers, peerNumbers) {
  const pairs = numbers.map((number, i) => number / peerNumbers[i]);
  return { value: median(numbers) / median(peerNumbers), low: quantile(pairs, 0.25), high: quantile(pairs, 0.75) };
}

module.exports = { median, quantile, ratio };
