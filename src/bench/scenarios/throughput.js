// Scenarios that tail a flood of events.
"use strict";

const path = require("path");
const { compare } = require("../lib/compare");
const { requireAllPrinted } = require("../lib/completeness");
const { measure } = require("../lib/measure");
const { withFlood } = require("../lib/servers");
const { median } = require("../lib/statistics");

const PEER = path.join(__dirname, "../peers/tail.js");
const READER = path.join(__dirname, "../peers/reader.js");

const FORMS = { "--json": "tail --json", "--raw": "tail --raw" };

const tail = (url, flags) => ["tail", url, "--transport", "websocket", "--until", "end", ...flags];

const thousands = (count) => (count >= 1e6 ? `${count / 1e6}M` : count >= 1e3 ? `${count / 1e3}k` : String(count));

function flooded({ name, title, flood, quick, flags, output = "lines", targets = {} }) {
  return {
    name,
    title: `tail of ${title}${output === "file" ? " to a file, for people" : ""}`,
    async run(bench) {
      const load = bench.quick ? { ...flood, ...quick } : flood;
      return withFlood(load, async ({ port }) => {
        const url = `http://127.0.0.1:${port}`;
        const once = (command, args) => () => requireAllPrinted(load.count, measure(bench.scratch, { command, args, output }));
        const rows = flags.flatMap((flag) =>
          bench.subjects.map((subject) => ({
            title: `${FORMS[flag] || "tail to a file,"} ${thousands(load.count)} ${title}`,
            subject,
            targets,
            run: once(subject.command, tail(url, flag ? [flag] : [])),
          }))
        );
        return { rows: await compare(rows, { run: once(process.execPath, [PEER, url]) }, bench.long) };
      });
    },
  };
}

// Shows that the flood server is not the limit.
const floodSupply = {
  name: "flood",
  title: "the flood itself, read by a socket that does nothing with it",
  async run(bench) {
    const count = bench.quick ? 200_000 : 1_000_000;
    return withFlood({ count }, async ({ port }) => {
      const walls = [];
      for (let i = -1; i < bench.long.runs; i++) {
        bench.progress(i < 0 ? "warm-up" : `run ${i + 1} of ${bench.long.runs}`);
        const { wall } = await measure(bench.scratch, { command: process.execPath, args: [READER, String(port)] });
        if (i >= 0) {
          walls.push(wall);
        }
      }
      const rates = walls.map((wall) => (count / wall) * 1000);
      const figure = { title: "flood of 100-byte events", label: "a reader that does nothing", what: "events, start of the reader included" };
      return { figures: [{ ...figure, value: median(rates), unit: "rate", spread: [Math.min(...rates), Math.max(...rates)] }] };
    });
  },
};

const SMALL = { flood: { count: 1_000_000 }, quick: { count: 200_000 } };

module.exports = [
  floodSupply,
  flooded({ name: "tail", title: "events of 100 B", ...SMALL, flags: ["--json", "--raw"], targets: { wall: 0.3, memory: 1 } }),
  flooded({ name: "tail-human", title: "events of 100 B", ...SMALL, flags: [""], output: "file", targets: { wall: 0.7 } }),
  ...[
    ["1k", "1 KiB", { count: 200_000, size: 1 << 10 }, 40_000, 0.35],
    ["10k", "10 KiB", { count: 20_000, size: 10 << 10 }, 5000, 0.35],
    ["100k", "100 KiB", { count: 3000, size: 100 << 10 }, 500, 0.35],
    ["1m", "1 MiB", { count: 300, size: 1 << 20 }, 50, 0.2],
  ].map(([name, size, flood, few, wall]) =>
    flooded({
      name: `tail-${name}`,
      title: `events of ${size}`,
      flood,
      quick: { count: few },
      flags: ["--json"],
      targets: { wall, memory: 1 },
    })
  ),
  flooded({
    name: "tail-binary",
    title: "attachments of 100 B",
    flood: { count: 100_000, attachment: 100 },
    quick: { count: 20_000 },
    flags: ["--json"],
    targets: { wall: 0.8 },
  }),
  flooded({
    name: "tail-binary-100k",
    title: "attachments of 100 KiB",
    flood: { count: 3000, attachment: 100 << 10 },
    quick: { count: 500 },
    flags: ["--json"],
  }),
];
