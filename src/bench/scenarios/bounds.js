// Scenarios that show that memory does not grow with the number of events, and that output needs few system calls.
"use strict";

const { execFileSync } = require("child_process");
const fs = require("fs");
const path = require("path");
const { requireAllReceived, requireAllPrinted } = require("../lib/completeness");
const { measure, missing } = require("../lib/measure");
const { withTimeout } = require("../lib/timeout");
const { ended } = require("../lib/processes");
const { withFlood, withServer } = require("../lib/servers");
const terminal = require("../lib/terminal");

const HEAP = { SIO_JAVA_OPTS: "-Xmx64m" };
const MAX_GROWTH = 1.2;

const number = (count) => (count >= 1e6 ? `${count / 1e6}M` : `${count / 1e3}k`);
const tail = (port) => ["tail", `http://127.0.0.1:${port}`, "--transport", "websocket", "--until", "end", "--json"];

async function tailed(bench, subject, flood, { delay = 0, env = HEAP } = {}) {
  return withFlood(flood, async ({ port }) => {
    const measuring = measure(bench.scratch, { command: subject.command, args: tail(port), env, output: "lines", delay });
    return (await requireAllPrinted(flood.count, measuring)).memory;
  });
}

async function emittedLines(bench, subject, count) {
  const input = path.join(bench.scratch, "bounds.lines");
  fs.writeFileSync(input, 'data {"n":1,"text":"as long as most events are, or a little longer than that"}\n'.repeat(count));
  try {
    return await withServer(async (server) => {
      const url = `http://127.0.0.1:${server.port}`;
      const args = ["emit", url, "--lines", "--transport", "websocket"];
      return (await requireAllReceived(server, count, measure(bench.scratch, { command: subject.command, args, input }))).memory;
    });
  } finally {
    fs.rmSync(input);
  }
}

function figure(subject, what, value, base, title = "peak memory, 64 MiB heap") {
  const limited = base === undefined ? {} : { target: base * MAX_GROWTH };
  return { title, label: subject.label, what, value, unit: "MiB", ...limited };
}

const sizes = ({ quick }) => (quick ? [100_000, 1_000_000] : [1_000_000, 20_000_000]);

const memory = {
  name: "memory",
  title: "peak memory of a tail of many events",
  needs: missing,
  async run(bench) {
    const figures = [];
    const [few, many] = sizes(bench);
    const delay = bench.quick ? 5 : 60;
    for (const subject of bench.subjects) {
      bench.progress(`${subject.label}, ${number(few)}`);
      const base = await tailed(bench, subject, { count: few });
      bench.progress(`${subject.label}, ${number(many)}`);
      const large = await tailed(bench, subject, { count: many });
      bench.progress(`${subject.label}, blocked`);
      const blocked = await tailed(bench, subject, { count: few }, { delay });
      figures.push(
        figure(subject, `tail --json of ${number(few)} events`, base),
        figure(subject, `of ${number(many)} events`, large, base),
        figure(subject, `of ${number(few)}, output not read for ${delay} s, nothing lost`, blocked, base)
      );
    }
    return { figures };
  },
};

// Without a limit of the heap the JVM has less reason to collect garbage.
const ownMemory = {
  name: "memory-own",
  title: "peak memory with the heap that the command chooses itself",
  needs: missing,
  async run(bench) {
    const figures = [];
    const [few, many] = bench.quick ? [50, 300] : [200, 2000];
    const lines = bench.quick ? [40_000, 200_000] : [200_000, 1_000_000];
    for (const subject of bench.subjects) {
      const own = (what, value, base) => figures.push(figure(subject, what, value, base, "peak memory, the heap as it is"));
      const large = (count) => {
        bench.progress(`${subject.label}, ${count} of 1 MiB`);
        return tailed(bench, subject, { count, size: 1 << 20 }, { env: {} });
      };
      const emitted = (count) => {
        bench.progress(`${subject.label}, ${number(count)} lines`);
        return emittedLines(bench, subject, count);
      };
      const [fewLarge, fewLines] = [await large(few), await emitted(lines[0])];
      own(`tail --json of ${few} events of 1 MiB`, fewLarge);
      own(`of ${many} events of 1 MiB`, await large(many), fewLarge);
      own(`emit --lines of ${number(lines[0])}`, fewLines);
      own(`of ${number(lines[1])} lines`, await emitted(lines[1]), fewLines);
    }
    return { figures };
  },
};

// Runs the prompt in a flood, and returns its peak memory, which time(1) measures.
async function prompted(bench, subject, count) {
  const file = path.join(bench.scratch, "prompt.memory");
  const timed = process.platform === "darwin" ? ["-l", "-o", file] : ["-f", "%M", "-o", file];
  return withFlood({ count }, async (server) => {
    let [seen, waiting, left] = [false, false, false];
    const words = [subject.command, "connect", `http://127.0.0.1:${server.port}`, "--transport", "websocket"];
    const child = terminal.inTerminal(["/usr/bin/time", ...timed, ...words], {
      env: { ...HEAP, XDG_STATE_HOME: bench.scratch },
      onText(text) {
        if (!seen && text.includes("›")) {
          seen = true;
          child.stdin.write("wait end --timeout 15m\r");
        }
        // The prompt enables bracketed paste while it waits for a line, and disables it while a line runs.
        const [enabled, disabled] = ["\u001b[?2004h", "\u001b[?2004l"].map((mode) => text.lastIndexOf(mode));
        waiting ||= seen && disabled > enabled;
        if (waiting && !left && enabled > disabled) {
          left = true;
          child.stdin.write("exit\r");
        }
      },
    });
    const { code } = await withTimeout(20 * 60, "the flood", child, ended(child));
    if (code !== 0 || !left) {
      throw new Error(`the prompt ended with ${code}${left ? "" : " before the flood did"}`);
    }
    const text = fs.readFileSync(file, "utf8");
    return process.platform === "darwin"
      ? Number(/(\d+) +maximum resident set size/.exec(text)[1]) / (1 << 20)
      : Number(text.trim().split("\n").pop()) / 1024;
  });
}

const promptMemory = {
  name: "memory-prompt",
  title: "peak memory of the prompt in a flood",
  needs: missing || terminal.missing,
  async run(bench) {
    const figures = [];
    const [few, many] = sizes(bench);
    for (const subject of bench.subjects) {
      bench.progress(`${subject.label}, ${number(few)}`);
      const base = await prompted(bench, subject, few);
      bench.progress(`${subject.label}, ${number(many)}`);
      const large = await prompted(bench, subject, many);
      figures.push(
        figure(subject, `prompt, ${number(few)} events`, base),
        figure(subject, `prompt, ${number(many)} events`, large, base)
      );
    }
    return { figures };
  },
};

// Returns the reason why strace cannot be used; undefined if it can.
function missingStrace() {
  try {
    execFileSync("strace", ["-f", "-qq", "-o", "/dev/null", "true"], { stdio: "ignore" });
    return undefined;
  } catch {
    return "there is no strace here, or it may not be used";
  }
}

// Returns the flag with which the kernel stops the command for writes only, if this strace has it.
function filterFlags() {
  try {
    execFileSync("strace", ["-f", "--seccomp-bpf", "-qq", "-e", "trace=write", "-o", "/dev/null", "true"], { stdio: "ignore" });
    return ["--seccomp-bpf"];
  } catch {
    return [];
  }
}

const calls = {
  name: "writes",
  title: "write calls on standard output under load",
  needs: process.platform === "linux" ? missingStrace : "that is done on Linux only",
  async run(bench) {
    const count = bench.quick ? 50_000 : 200_000;
    const flags = filterFlags();
    const file = path.join(bench.scratch, "writes.trace");
    const figures = [];
    for (const subject of bench.subjects) {
      bench.progress(subject.label);
      await withFlood({ count }, ({ port }) =>
        measure(bench.scratch, {
          command: "strace",
          args: ["-f", "-qq", ...flags, "-s", "0", "-e", "trace=write,writev", "-o", file, subject.command, ...tail(port)],
          output: "lines",
        })
      );
      const written = fs.readFileSync(file, "latin1").match(/ writev?\(1,/g) || [];
      fs.rmSync(file);
      figures.push({
        title: "tail --json of 100-byte events",
        label: subject.label,
        what: "write calls on stdout per 1000 events",
        value: (written.length / count) * 1000,
        unit: "number",
      });
    }
    return { figures };
  },
};

module.exports = [memory, ownMemory, promptMemory, calls];
