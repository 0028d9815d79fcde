// Starts servers, each a process that prints its port and other records as lines of JSON, and reads requests from stdin.
"use strict";

const path = require("path");
const readline = require("readline");
const { ended, start, stop } = require("./processes");

const FLOOD = path.join(__dirname, "../../test/npm/flood.js");
const SERVER = path.join(__dirname, "../servers/server.js");

async function serve(script, args) {
  const child = start(process.execPath, [script, ...args.map(String)], { stdio: ["pipe", "pipe", "inherit"] });
  const waiting = [];
  const early = [];
  const end = ended(child).then(({ code }) => {
    throw new Error(`${path.basename(script)} ended with ${code}`);
  });
  // A caller of nextRecord gets the rejection; without one the benchmark has ended the server itself.
  end.catch(() => {});
  child.stdin.on("error", () => {});
  readline.createInterface({ input: child.stdout }).on("line", (line) => {
    const record = JSON.parse(line);
    const at = waiting.findIndex(({ name }) => name in record || name === record.log);
    if (at >= 0) {
      waiting.splice(at, 1)[0].resolve(record);
    } else {
      early.push(record);
    }
  });
  // Resolves with the next record that has this member or log name; the record may have arrived before the call.
  const nextRecord = (name) => {
    const at = early.findIndex((record) => name in record || name === record.log);
    return at >= 0 ? Promise.resolve(early.splice(at, 1)[0]) : Promise.race([new Promise((resolve) => waiting.push({ name, resolve })), end]);
  };
  const { port } = await nextRecord("port");
  return {
    port,
    nextRecord,
    requestRecord: (name) => {
      child.stdin.write(JSON.stringify({ report: name }) + "\n");
      return nextRecord(name);
    },
    stop: () => stop(child),
  };
}

async function using(server, use) {
  const started = await server;
  try {
    return await use(started);
  } finally {
    await started.stop();
  }
}

// Runs a Socket.IO server for the time of use(); tls names the files of its key and certificate.
const withServer = (use, tls) => using(serve(SERVER, tls ? ["--tls", JSON.stringify(tls)] : []), use);

const withFlood = ({ count, size, attachment }, use) =>
  using(serve(FLOOD, ["--count", count, "--size", size || 100, ...(attachment ? ["--attachment", attachment] : [])]), use);

module.exports = { withFlood, withServer };
