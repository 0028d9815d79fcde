// Scenarios with official clients of a server: sio serve is compared with the official server.
"use strict";

const { compare } = require("../lib/compare");
const { connect, cycle, disconnectAll } = require("../lib/clients");
const { pause, usage } = require("../lib/processes");
const { withServer, withSio } = require("../lib/servers");
const { median } = require("../lib/statistics");

const needs = process.platform === "linux" ? undefined : "that is done on Linux only";

const now = () => Number(process.hrtime.bigint()) / 1e6;

const KINDS = ["4.8", "2.5"].flatMap((version) =>
  [["websocket"], ["polling"], ["polling", "websocket"]].map((transports) => ({ version, transports }))
);

// Calls use with an array of servers, which run at the same time: one of each subject, and the official one.
function withServers([subject, ...others], use, servers = []) {
  return subject === undefined
    ? withServer((server) => use([...servers, server]), { eio3: true })
    : withSio(subject.command, (server) => withServers(others, use, [...servers, server]));
}

// Median time of some cycles, the server's CPU time of each, and its memory.
async function cycles({ port, pid }, kind, count) {
  const times = [];
  const before = usage(pid);
  for (let i = 0; i < count; i++) {
    const start = now();
    await cycle(port, kind);
    times.push(now() - start);
  }
  const after = usage(pid);
  return { wall: median(times), cpu: (after.cpu - before.cpu) / count, memory: after.memory };
}

const connectCycles = {
  name: "serve-cycles",
  title: "connect, three acknowledgements and close of a client",
  needs,
  async run(bench) {
    const count = bench.quick ? 10 : 100;
    const repetitions = { ...bench.long, warmups: bench.quick ? 1 : 5 };
    return withServers(bench.subjects, async (servers) => {
      const all = [];
      for (const kind of KINDS) {
        const rows = bench.subjects.map((subject, i) => ({
          title: `serve: connect, 3 acks, close; client ${kind.version}, ${kind.transports.join(" and ")}`,
          subject,
          targets: { wall: 1, cpu: 1.3 },
          run: () => cycles(servers[i], kind, count),
        }));
        all.push(...(await compare(rows, { run: () => cycles(servers[servers.length - 1], kind, count) }, repetitions)));
      }
      return { rows: all };
    });
  },
};

// Connects idle clients to a new server. The memory is what they add to the server's.
async function addClients({ port, pid }, count) {
  // The server finishes its start.
  await pause(1000);
  const [start, before] = [now(), usage(pid)];
  const clients = await connect(port, count);
  const [end, after] = [now(), usage(pid)];
  await disconnectAll(clients);
  return { wall: end - start, cpu: after.cpu - before.cpu, memory: after.memory - before.memory };
}

const manyClients = {
  name: "serve-clients",
  title: "connecting many clients that stay idle",
  needs,
  async run(bench) {
    const count = bench.quick ? 200 : 2000;
    const rows = bench.subjects.map((subject) => ({
      title: `serve: ${count} clients over websocket`,
      subject,
      targets: { wall: 1, cpu: 1.3, memory: 1 },
      run: () => withSio(subject.command, (server) => addClients(server, count)),
    }));
    return { rows: await compare(rows, { run: () => withServer((server) => addClients(server, count)) }, bench.long) };
  },
};

module.exports = [connectCycles, manyClients];
