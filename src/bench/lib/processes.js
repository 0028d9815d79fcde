// Starts each process as the leader of a new process group, so that all of them end with the benchmark.
"use strict";

const { spawn } = require("child_process");
const fs = require("fs");

const running = new Set();
// Process groups that a child has created, by child: script(1) starts a new session for its terminal.
const groups = new Map();

function start(command, args, options = {}) {
  const child = spawn(command, args, { ...options, detached: true });
  running.add(child);
  child.once("error", () => running.delete(child));
  child.once("exit", () => running.delete(child));
  return child;
}

const isAlive = (child) => child.pid !== undefined && child.exitCode === null && child.signalCode === null;

function signalGroup(pid, name) {
  try {
    return process.kill(-pid, name);
  } catch {
    // The group has ended.
    return false;
  }
}

function signal(child, name) {
  if (isAlive(child)) {
    signalGroup(child.pid, name);
  }
  if (groups.has(child)) {
    signalGroup(groups.get(child), name);
  }
}

// Ends the process group with the child. The group is dropped when it has ended, because the system may use its number again.
function adoptGroup(child, pid) {
  groups.set(child, pid);
  const watch = setInterval(() => {
    if (!signalGroup(pid, 0)) {
      groups.delete(child);
      clearInterval(watch);
    }
  }, 100).unref();
}

// Resolves with {code, signal} when the process has ended; rejects if it could not be started.
function ended(child) {
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (code, signal) => resolve({ code, signal }));
  });
}

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

async function stop(child, grace = 3000) {
  const hasGroup = () => groups.has(child) && signalGroup(groups.get(child), 0);
  signal(child, "SIGTERM");
  for (let waited = 0; (isAlive(child) || hasGroup()) && waited < grace; waited += 20) {
    await pause(20);
  }
  signal(child, "SIGKILL");
  while (isAlive(child)) {
    await pause(20);
  }
  groups.delete(child);
}

const stopAll = () => Promise.all([...new Set([...running, ...groups.keys()])].map((child) => stop(child)));

function stopOnSignals() {
  let stopping = false;
  for (const [name, number] of Object.entries({ SIGHUP: 1, SIGINT: 2, SIGTERM: 15 })) {
    process.on(name, () => {
      if (!stopping) {
        stopping = true;
        process.stderr.write("\nended\n");
        stopAll().then(() => process.exit(128 + number));
      }
    });
  }
  process.on("exit", () => [...running, ...groups.keys()].forEach((child) => signal(child, "SIGKILL")));
}

const TICKS_PER_SECOND = 100;

// Returns the CPU time of a process in milliseconds, with a resolution of 10, and its resident memory in MiB. On Linux only.
function usage(pid) {
  const fields = fs.readFileSync(`/proc/${pid}/stat`, "latin1").replace(/.*\) /s, "").split(" ");
  const resident = /^VmRSS:\s*(\d+)/m.exec(fs.readFileSync(`/proc/${pid}/status`, "latin1"));
  return { cpu: ((Number(fields[11]) + Number(fields[12])) * 1000) / TICKS_PER_SECOND, memory: Number(resident[1]) / 1024 };
}

// Runs a command and resolves with its standard output; rejects if it fails.
async function output(command, args, options = {}) {
  const child = start(command, args, { stdio: ["ignore", "pipe", "pipe"], ...options });
  const [out, err] = [[], []];
  child.stdout.on("data", (data) => out.push(data));
  child.stderr.on("data", (data) => err.push(data));
  const closed = new Promise((resolve) => child.once("close", resolve));
  const { code, signal: killed } = await ended(child);
  await closed;
  const text = (parts) => Buffer.concat(parts).toString();
  if (code !== 0) {
    throw new Error(`${command} ${args.join(" ")} failed with ${killed || code}: ${(text(err) || text(out)).trim()}`);
  }
  return text(out);
}

module.exports = { adoptGroup, ended, output, pause, start, stop, stopAll, stopOnSignals, usage };
