// Measures one run of a command: wall and CPU time in milliseconds, peak memory in MiB.
"use strict";

const { execFileSync } = require("child_process");
const fs = require("fs");
const path = require("path");
const { ended, start, stop } = require("./processes");

const MEASURED = path.join(__dirname, "measured.sh");
const PATIENCE = 20 * 60_000;

// A process begins with the peak memory of the one that forked it, which is why it must not be forked from a large one such
// as this: a small time(1) tells it. What bash knows of CPU time is ten times finer than what that does.
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

let number = 0;

// What {command, args, env, input} needs; input is a file. Its output is a pipe, of which the text or the number of lines is
// told, or a file, as measured.sh says.
async function measure(scratch, { command, args, env = {}, input = "/dev/null", output = "text", delay = 0 }) {
  const result = path.join(scratch, `run-${++number}`);
  const file = `${result}.out`;
  const [first, ...rest] = [...memory.prefix, MEASURED, result, file, output, String(delay), command, ...args];
  const stdin = fs.openSync(input);
  try {
    const child = start(first, rest, { stdio: [stdin, "ignore", "pipe"], env: { ...process.env, ...env } });
    const told = [];
    child.stderr.on("data", (data) => told.push(data));
    const closed = new Promise((resolve) => child.once("close", resolve));
    let late = false;
    const limit = setTimeout(() => {
      late = true;
      stop(child);
    }, PATIENCE);
    await ended(child).finally(() => clearTimeout(limit));
    await closed;
    if (late) {
      throw new Error(`${path.basename(command)} did not end in ${PATIENCE / 60_000} minutes`);
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
      memory: memory.read(Buffer.concat(told).toString()),
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
