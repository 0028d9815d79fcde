// Scenarios with many emissions over one connection: from lines, and each after the acknowledgement of the one before.
"use strict";

const fs = require("fs");
const path = require("path");
const { compare } = require("../lib/compare");
const { requireAllReceived } = require("../lib/completeness");
const { measure } = require("../lib/measure");
const { withServer } = require("../lib/servers");
const { median, quantile } = require("../lib/statistics");

const peer = (name) => path.join(__dirname, "../peers", name);

const json = (i) => `{"id":${i},"user":"user-${i % 97}","text":"${"x".repeat(40)}","price":${(i % 1000) / 4}}`;

function lines({ name, title, line }) {
  return {
    name,
    title,
    async run(bench) {
      const count = bench.quick ? 40_000 : 200_000;
      const input = path.join(bench.scratch, `${name}.txt`);
      fs.writeFileSync(input, Array.from({ length: count }, (_, i) => line(i) + "\n").join(""));
      return withServer(async (server) => {
        const url = `http://127.0.0.1:${server.port}`;
        const once = (command, args) => () => requireAllReceived(server, count, measure(bench.scratch, { command, args, input }));
        const rows = bench.subjects.map((subject) => ({
          title: `${title}, ${count / 1000}k`,
          subject,
          targets: { wall: 1 },
          run: once(subject.command, ["emit", url, "--lines", "--transport", "websocket"]),
        }));
        return { rows: await compare(rows, { run: once(process.execPath, [peer("lines.js"), url]) }, bench.long) };
      });
    },
  };
}

// Wall time per acknowledgement: many emissions minus one emission, so that the start does not count. The figures are the times that the programs
// print.
const acks = {
  name: "acks",
  title: "acknowledgements in a row, one outstanding",
  async run(bench) {
    const count = bench.quick ? 1000 : 5000;
    return withServer(async ({ port }) => {
      const url = `http://127.0.0.1:${port}`;
      const elapsedTimes = new Map();
      const once = async (label, command, args) => {
        const { text, ...result } = await measure(bench.scratch, { command, args });
        const elapsed = text.split("\n").filter((line) => line).map((line) => JSON.parse(line).elapsed_ms);
        elapsedTimes.set(label, [...(elapsedTimes.get(label) || []), ...elapsed]);
        return { result, number: elapsed.length };
      };
      const perAcknowledgement = (label, command, words) => async () => {
        const many = await once(label, command, words(count));
        const one = await once("", command, words(1));
        if (many.number !== count || one.number !== 1) {
          throw new Error(`${many.number} acknowledgements of ${label} came, not ${count}`);
        }
        const perEmission = (quantity) => (many.result[quantity] - one.result[quantity]) / (count - 1);
        return { wall: perEmission("wall"), cpu: perEmission("cpu"), memory: many.result.memory };
      };
      const script = (n) => ["connect", url, "--transport", "websocket", "--json", "-s", "-e", `repeat ${n} emit echo 1 --ack`];
      const rows = bench.subjects.map((subject) => ({
        title: "one acknowledgement of many in a row",
        subject,
        targets: { wall: 1 },
        run: perAcknowledgement(subject.label, subject.command, script),
      }));
      const node = "Node";
      const compared = await compare(rows, { run: perAcknowledgement(node, process.execPath, (n) => [peer("acks.js"), url, String(n)]) }, bench.long);
      const limit = median(elapsedTimes.get(node));
      const figures = [...bench.subjects.map(({ label }) => label), node].map((label) => ({
        title: "acknowledgement as reported (elapsed_ms)",
        label,
        what: "median; quartiles",
        value: median(elapsedTimes.get(label)),
        unit: "ms",
        spread: [quantile(elapsedTimes.get(label), 0.25), quantile(elapsedTimes.get(label), 0.75)],
        target: label === node ? undefined : limit,
      }));
      return { rows: compared, figures };
    });
  },
};

module.exports = [
  lines({ name: "lines", title: "emit --lines, EVENT JSON", line: (i) => `data ${json(i)}` }),
  lines({ name: "records", title: "emit --lines, records", line: (i) => `{"type":"event","event":"data","args":[${json(i)}]}` }),
  acks,
];
