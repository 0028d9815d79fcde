// Measures one run of a command: wall and CPU time in milliseconds, and peak memory in MiB.
"use strict";

const { execFileSync } = require("child_process");
const fs = require("fs");
const path = require("path");
const { ended, start, stop } = require("./processes");

const MEASURE_RUN = path.join(__dirname, "measure-run.sh");
const TIMEOUT = 20 * 60_000;

// time(1) measures peak memory. A process inherits the peak memory of the process that forked it, so that this large process must not fork the
// command itself. CPU time comes from bash, which has ten times the resolution of time(1).
const memory = ((file) => {
  const flags = process.platform === "darwin" ? ["-l"] : ["-f", "%M"];
  try {
    execFileSync(file, [...flags, "true"], { stdio: "ignore" });
  } catch {
    return { prefix: [], read: () => NaN, missing: `there is no GNU time as ${file} here` };
  }
  const read = process.platform === "darwin"
    ? (text) => Number((/(\d+) +maximum resident set size/.exec(text) || [])[1]) / (1 << 20)
    : (text) => Number(text.trim().split("\n").pop()) / 1024;
  return { prefix: [file, ...flags], read };
})("/usr/bin/time");

let runs = 0;

// Runs {command, args, env} with the file "input" on standard input, and resolves with {wall, cpu, memory} and the output. "output" says what is
// returned: "text", the number of "lines", or a "file". A pipe is read after "delay" seconds; see measure-run.sh.
async function measure(scratch, { command, args, env = {}, input = "/dev/null", output = "text", delay = 0 }) {
  const result = path.join(scratch, `run-${++runs}`);
  const file = `${result}.out`;
  const [first, ...rest] = [...memory.prefix, MEASURE_RUN, result, file, output, String(delay), command, ...args];
  const stdin = fs.openSync(input);
  try {
    const child = start(first, rest, { stdio: [stdin, "ignore", "pipe"], env: { ...process.env, ...env } });
    const timeOutput = [];
    child.stderr.on("data", (data) => timeOutput.push(data));
    const closed = new Promise((resolve) => child.once("close", resolve));
    let timedOut = false;
    const timer = setTimeout(() => {
      timedOut = true;
      stop(child);
    }, TIMEOUT);
    await ended(child).finally(() => clearTimeout(timer));
    await closed;
    if (timedOut) {
      throw new Error(`${path.basename(command)} did not end in ${TIMEOUT / 60_000} minutes`);
    }
    const words = fs.readFileSync(result, "utf8").trim().split(" ");
    const [wall, user, system, code] = words.map((word) => Number(word.replace(",", ".")));
    if (code !== 0) {
      const reason = fs.readFileSync(`${result}.err`, "utf8").trim().split("\n").filter((line) => line).pop();
      throw new Error(`${path.basename(command)} ended with ${code}${reason ? `: ${reason}` : ""}`);
    }
    return {
      wall: wall * 1000,
      cpu: (user + system) * 1000,
      memory: memory.read(Buffer.concat(timeOutput).toString()),
      text: output === "text" ? fs.readFileSync(file, "utf8") : undefined,
      lines: output === "lines" ? Number(fs.readFileSync(file, "utf8")) : undefined,
      file,
    };
  } finally {
    fs.closeSync(stdin);
    [result, `${result}.err`, ...(output === "file" ? [] : [file])].forEach((name) => fs.rmSync(name, { force: true }));
  }
}

module.exports = { measure, missing: memory.missing };
