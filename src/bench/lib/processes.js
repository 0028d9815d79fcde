// Starts processes, each the leader of a group of its own, so that all of them can be ended however the harness ends.
"use strict";

const { spawn } = require("child_process");

const running = new Set();

function start(command, args, options = {}) {
  const child = spawn(command, args, { ...options, detached: true });
  running.add(child);
  child.once("error", () => running.delete(child));
  child.once("exit", () => running.delete(child));
  return child;
}

function signal(child, name) {
  try {
    process.kill(-child.pid, name);
  } catch {
    // It has ended meanwhile.
  }
}

// Resolves when the process has ended, with {code, signal}; rejects where it could not be started.
function ended(child) {
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (code, signal) => resolve({ code, signal }));
  });
}

async function stop(child, grace = 3000) {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) {
    return;
  }
  const gone = new Promise((resolve) => child.once("exit", resolve));
  signal(child, "SIGTERM");
  const force = setTimeout(() => signal(child, "SIGKILL"), grace);
  await gone;
  clearTimeout(force);
}

const stopAll = () => Promise.all([...running].map((child) => stop(child)));

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
  process.on("exit", () => running.forEach((child) => signal(child, "SIGKILL")));
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

module.exports = { ended, output, start, stop, stopAll, stopOnSignals };
