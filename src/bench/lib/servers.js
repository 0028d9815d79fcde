// Servers, each a process that prints its port, then lines of JSON, and takes orders on stdin.
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
  // Who waits for a line hears of it; where nobody does, it was we who ended it.
  end.catch(() => {});
  child.stdin.on("error", () => {});
  readline.createInterface({ input: child.stdout }).on("line", (line) => {
    const record = JSON.parse(line);
    const at = waiting.findIndex(({ what }) => what in record || what === record.log);
    if (at >= 0) {
      waiting.splice(at, 1)[0].resolve(record);
    } else {
      early.push(record);
    }
  });
  // The next line about something, also one that has come before it was asked for.
  const told = (what) => {
    const at = early.findIndex((record) => what in record || what === record.log);
    return at >= 0 ? Promise.resolve(early.splice(at, 1)[0]) : Promise.race([new Promise((resolve) => waiting.push({ what, resolve })), end]);
  };
  const { port } = await told("port");
  return {
    port,
    told,
    ask: (what) => {
      child.stdin.write(JSON.stringify({ tell: what }) + "\n");
      return told(what);
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

// A real Socket.IO server; tls names the files of its key and certificate.
const withServer = (use, tls) => using(serve(SERVER, tls ? ["--tls", JSON.stringify(tls)] : []), use);

const withFlood = ({ count, size, attachment }, use) =>
  using(serve(FLOOD, ["--count", count, "--size", size || 100, ...(attachment ? ["--attachment", attachment] : [])]), use);

module.exports = { withFlood, withServer };
