// Scenarios with times that a user notices: until the prompt appears, until the command ends, until an event is shown.
"use strict";

const fs = require("fs");
const path = require("path");
const { inTurn } = require("../lib/compare");
const { withTimeout } = require("../lib/timeout");
const { ended, start } = require("../lib/processes");
const { withServer } = require("../lib/servers");
const { median, quantile } = require("../lib/statistics");
const terminal = require("../lib/terminal");

const peer = (name) => path.join(__dirname, "../peers", name);
const now = () => process.hrtime.bigint();
const range = (numbers) => [Math.min(...numbers), Math.max(...numbers)];

// Keeps the history file of the prompt away from the user's.
function stateEnvironment(bench) {
  const directory = path.join(bench.scratch, "state");
  fs.mkdirSync(directory, { recursive: true });
  return { XDG_STATE_HOME: directory };
}

async function promptOnce(bench, command, port) {
  const times = {};
  const done = new Promise((resolve) => {
    times.child = terminal.inTerminal([command, "connect", `http://127.0.0.1:${port}`], {
      env: stateEnvironment(bench),
      onText(text, elapsed) {
        if (times.prompt === undefined && text.includes("›")) {
          times.prompt = elapsed;
        }
        if (times.connected === undefined && text.includes("connected to /")) {
          times.connected = elapsed;
          times.child.stdin.write("exit\r");
        }
      },
    });
    resolve(ended(times.child));
  });
  const { code } = await withTimeout(60, "the prompt", times.child, done);
  if (times.prompt === undefined || times.connected === undefined) {
    throw new Error(`no prompt came, and the command ended with ${code}`);
  }
  return times;
}

const prompt = {
  name: "prompt",
  title: "the prompt on the screen",
  needs: terminal.missing,
  async run(bench) {
    return withServer(async ({ port }) => {
      const contenders = bench.subjects.map(({ command }) => ({ run: () => promptOnce(bench, command, port) }));
      const results = await inTurn(contenders, bench.short);
      const figures = bench.subjects.flatMap(({ label, modern }, i) => {
        const figure = (what, name, target) => {
          const numbers = results[i].map((result) => result[name]);
          return { title: "prompt (sio connect)", label, what, value: median(numbers), unit: "ms", spread: range(numbers), target };
        };
        return [figure("until › is painted", "prompt", modern ? 250 : undefined), figure("until the line connected", "connected")];
      });
      return { figures };
    });
  },
};

// Returns the milliseconds from the last byte of output to the end of the process.
async function timeToExit(command, args) {
  const child = start(command, args, { stdio: ["ignore", "pipe", "ignore"] });
  let last;
  child.stdout.on("data", () => (last = now()));
  // The last output may be read after the event that the process has ended.
  const closed = new Promise((resolve) => child.stdout.once("close", resolve));
  const exit = ended(child).then(({ code }) => ({ code, time: now() }));
  const [{ code, time }] = await withTimeout(60, "leaving", child, Promise.all([exit, closed]));
  if (code !== 0 || last === undefined) {
    throw new Error(`${path.basename(command)} ended with ${code}`);
  }
  return Math.max(0, Number(time - last) / 1e6);
}

const leaving = {
  name: "leaving",
  title: "from the last output to the end of the process",
  async run(bench) {
    return withServer(async ({ port }) => {
      const url = `http://127.0.0.1:${port}`;
      const contenders = [
        ...bench.subjects.map(({ label, command }) => ({
          label,
          target: 5,
          run: () => timeToExit(command, ["emit", url, "echo", "1", "--ack", "--transport", "websocket"]),
        })),
        { label: "Node", run: () => timeToExit(process.execPath, [peer("emit.js"), url, "websocket"]) },
      ];
      const results = await inTurn(contenders, bench.short);
      const figures = contenders.map(({ label, target }, i) => ({
        title: "leaving (emit --ack, websocket)",
        label,
        what: "from the last output to the end",
        value: median(results[i]),
        unit: "ms",
        spread: range(results[i]),
        target,
      }));
      return { figures };
    });
  },
};

const requests = {
  name: "requests",
  title: "HTTP requests of an emit with the default transports",
  async run(bench) {
    return withServer(async (server) => {
      const url = `http://127.0.0.1:${server.port}`;
      const once = (command, args) => async () => {
        const child = start(command, args, { stdio: "ignore" });
        const { code } = await withTimeout(60, "an emit", child, ended(child));
        if (code !== 0) {
          throw new Error(`${path.basename(command)} ended with ${code}`);
        }
        return server.requestRecord("traffic");
      };
      const contenders = [
        ...bench.subjects.map(({ label, command }) => ({ label, run: once(command, ["emit", url, "echo", "1", "--ack"]) })),
        { label: "Node", run: once(process.execPath, [peer("emit.js"), url, "polling,websocket"]) },
      ];
      const results = await inTurn(contenders, bench.long);
      const numbers = (i, name) => results[i].map((result) => result[name]);
      const peerRequests = median(numbers(contenders.length - 1, "requests"));
      const figures = contenders.flatMap(({ label }, i) =>
        ["requests", "connections"].map((name) => ({
          title: "emit --ack, default transports",
          label,
          what: name === "requests" ? "HTTP requests" : "TCP connections",
          value: median(numbers(i, name)),
          unit: "number",
          spread: range(numbers(i, name)),
          target: name === "requests" && label !== "Node" ? peerRequests : undefined,
        }))
      );
      return { figures };
    });
  },
};

const INTERVAL = 20;

// Returns a function that reads the timestamps of "tick" events from output, and adds the latencies to a list. All processes of the machine share
// the clock of the timestamps.
function latencyReader(latencies) {
  let rest = "";
  return (text, time) => {
    rest += text;
    const lines = rest.split("\n");
    rest = lines.pop();
    lines.forEach((line) => {
      const stamp = /"(\d{9,})"/.exec(line.replace(/\u001b\[[0-9;]*m/g, ""));
      if (stamp) {
        latencies.push(Number(time - BigInt(stamp[1])) / 1e6);
      }
    });
  };
}

async function ticksInPipe(number, command, args) {
  const latencies = [];
  const read = latencyReader(latencies);
  const child = start(command, args, { stdio: ["ignore", "pipe", "ignore"] });
  child.stdout.on("data", (data) => read(data.toString(), now()));
  const closed = new Promise((resolve) => child.stdout.once("close", resolve));
  await withTimeout(60 + (number * INTERVAL) / 1000, "the ticks", child, ended(child).then(() => closed));
  return requireAll(number, latencies);
}

async function ticksInTerminal(bench, number, words) {
  const latencies = [];
  const read = latencyReader(latencies);
  let seen = "";
  const child = terminal.inTerminal(words, {
    env: stateEnvironment(bench),
    onText(text, _, time) {
      // The text contains what was read before, so that only the part after that is new.
      const fresh = seen !== "" && text.includes(seen) ? text.slice(text.lastIndexOf(seen) + seen.length) : text;
      seen = text.slice(-200);
      read(fresh, time);
    },
  });
  await withTimeout(60 + (number * INTERVAL) / 1000, "the ticks", child, ended(child));
  return requireAll(number, latencies);
}

function requireAll(number, latencies) {
  if (latencies.length !== number) {
    throw new Error(`${latencies.length} of ${number} events were seen`);
  }
  // The first events run code that is not compiled, and do not count.
  return latencies.slice(Math.ceil(number / 10));
}

const latency = {
  name: "latency",
  title: "from an idle server's event to the output",
  async run(bench) {
    const number = bench.quick ? 100 : 500;
    return withServer(async ({ port }) => {
      const url = `http://127.0.0.1:${port}`;
      const tail = ["tail", url, "--transport", "websocket", "--count", String(number), "-e", `emit tick ${number} ${INTERVAL}`];
      const kinds = [
        ...bench.subjects.flatMap(({ label, command }) => [
          { label, what: "in a pipe, --json", target: 5, run: () => ticksInPipe(number, command, [...tail, "--json"]) },
          ...(terminal.missing ? [] : [{ label, what: "on a terminal", target: 5, run: () => ticksInTerminal(bench, number, [command, ...tail]) }]),
        ]),
        { label: "Node", what: "in a pipe", run: () => ticksInPipe(number, process.execPath, [peer("ticks.js"), url, number, INTERVAL].map(String)) },
      ];
      const results = await inTurn(kinds, { ...bench.long, runs: 1, warmups: 0 });
      const figures = kinds.flatMap(({ label, what, target }, i) =>
        [["median", 0.5], ["p99", 0.99]].map(([name, part]) => ({
          title: "latency of an event",
          label,
          what: `${what}, ${name}`,
          value: quantile(results[i][0], part),
          unit: "ms",
          spread: range(results[i][0]),
          target,
        }))
      );
      return { figures, notes: terminal.missing ? [`latency on a terminal: not measured, ${terminal.missing}`] : [] };
    });
  },
};

module.exports = [prompt, leaving, requests, latency];
