// Starts processes, each the leader of a group of its own, so that all of them can be ended however the harness ends.
"use strict";

const { spawn } = require("child_process");

const running = new Set();
// Groups of processes that one of ours has made, by that one: script(1) gives its terminal a session of its own.
const others = new Map();

function start(command, args, options = {}) {
  const child = spawn(command, args, { ...options, detached: true });
  running.add(child);
  child.once("error", () => running.delete(child));
  child.once("exit", () => running.delete(child));
  return child;
}

const alive = (child) => child.pid !== undefined && child.exitCode === null && child.signalCode === null;

function signalGroup(pid, name) {
  try {
    return process.kill(-pid, name);
  } catch {
    // It has ended meanwhile.
    return false;
  }
}

function signal(child, name) {
  if (alive(child)) {
    signalGroup(child.pid, name);
  }
  if (others.has(child)) {
    signalGroup(others.get(child), name);
  }
}

// The number of a group that has gone may become somebody else's, so that it is forgotten as soon as that is seen.
function adopt(child, pid) {
  others.set(child, pid);
  const watch = setInterval(() => {
    if (!signalGroup(pid, 0)) {
      others.delete(child);
      clearInterval(watch);
    }
  }, 100).unref();
}

// Resolves when the process has ended, with {code, signal}; rejects where it could not be started.
function ended(child) {
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (code, signal) => resolve({ code, signal }));
  });
}

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

async function stop(child, grace = 3000) {
  const orphans = () => others.has(child) && signalGroup(others.get(child), 0);
  signal(child, "SIGTERM");
  for (let waited = 0; (alive(child) || orphans()) && waited < grace; waited += 20) {
    await pause(20);
  }
  signal(child, "SIGKILL");
  while (alive(child)) {
    await pause(20);
  }
  others.delete(child);
}

const stopAll = () => Promise.all([...new Set([...running, ...others.keys()])].map((child) => stop(child)));

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
  process.on("exit", () => [...running, ...others.keys()].forEach((child) => signal(child, "SIGKILL")));
}

// Runs a command to its end, with what it wrote; rejects where it fails.
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

module.exports = { adopt, ended, output, start, stop, stopAll, stopOnSignals };
