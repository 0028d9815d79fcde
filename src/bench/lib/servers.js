// Starts servers. Those of Node are processes that print their port and other records as lines of JSON, and read requests from stdin.
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
    pid: child.pid,
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

// Starts sio serve, which acknowledges events with their arguments.
async function sio(command) {
  const child = start(command, ["serve", "--port", "0", "--exec", "on echo ack $args"], { stdio: ["ignore", "ignore", "pipe"] });
  const port = new Promise((resolve) =>
    readline.createInterface({ input: child.stderr }).on("line", (line) => {
      const listening = /listening on http:\/\/127\.0\.0\.1:(\d+)/.exec(line);
      if (listening) {
        resolve(Number(listening[1]));
      }
    })
  );
  const end = ended(child).then(({ code }) => {
    throw new Error(`sio serve ended with ${code}`);
  });
  end.catch(() => {});
  return { port: await Promise.race([port, end]), pid: child.pid, stop: () => stop(child) };
}

const withSio = (command, use) => using(sio(command), use);

// Runs a Socket.IO server for the time of use(); tls names the files of its key and certificate, and eio3 allows clients of 2.x.
const withServer = (use, { tls, eio3 } = {}) =>
  using(serve(SERVER, [...(tls ? ["--tls", JSON.stringify(tls)] : []), ...(eio3 ? ["--eio3", "true"] : [])]), use);

const withFlood = ({ count, size, attachment }, use) =>
  using(serve(FLOOD, ["--count", count, "--size", size || 100, ...(attachment ? ["--attachment", attachment] : [])]), use);

module.exports = { withFlood, withServer, withSio };
