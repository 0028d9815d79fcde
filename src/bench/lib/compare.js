// Runs contenders in turn, A B A B, so that what else the machine does is shared by all of them.
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

// Rows of {title, subject, targets, run}, each against one peer: how {wall, cpu, memory} that run resolves with compare.
async function compare(rows, peer, options) {
  const results = await inTurn([...rows, peer], options);
  const peers = results.pop();
  return rows.map(({ title, subject, targets = {} }, i) => {
    const row = { title, label: subject.label, runs: results[i].length, targets };
    for (const quantity of QUANTITIES) {
      const [ours, theirs] = [results[i], peers].map((all) => all.map((result) => result[quantity]));
      row[quantity] = { sio: median(ours), node: median(theirs), ratio: ratio(ours, theirs) };
    }
    return row;
  });
}

module.exports = { compare, inTurn };
