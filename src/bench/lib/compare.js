// Runs contenders in turn (A B A B), so that other load on the machine affects all of them.
"use strict";

const { median, ratio } = require("./statistics");

const QUANTITIES = ["wall", "cpu", "memory"];

async function inTurn(contenders, { runs, warmups, progress }) {
  const results = contenders.map(() => []);
  for (let round = -warmups; round < runs; round++) {
    progress(round < 0 ? "warm-up" : `run ${round + 1} of ${runs}`);
    for (const [i, contender] of contenders.entries()) {
      const result = await contender.run();
      if (round >= 0) {
        results[i].push(result);
      }
    }
  }
  return results;
}

// Compares rows of {title, subject, targets, run} with one peer. run() resolves with {wall, cpu, memory}; the result has medians and ratios of
// each.
async function compare(rows, peer, options) {
  const results = await inTurn([...rows, peer], options);
  const peers = results.pop();
  return rows.map(({ title, subject, targets = {} }, i) => {
    const row = { title, label: subject.label, runs: results[i].length, targets };
    for (const quantity of QUANTITIES) {
      const [ours, theirs] = [results[i], peers].map((list) => list.map((result) => result[quantity]));
      row[quantity] = { sio: median(ours), node: median(theirs), ratio: ratio(ours, theirs) };
    }
    return row;
  });
}

module.exports = { compare, inTurn };
