// Shared by all servers of the tests: reads arguments, prints the port and the log, and ends the process with its standard input.
// A line {"sync":NUMBER} of standard input is printed back, so that a test knows that it has read the whole log.
"use strict";

const fs = require("fs");
const http = require("http");
const https = require("https");

const FILES = ["key", "cert", "ca", "pfx"];

// Prints buffers as sio does. JSON.stringify has turned them into arrays of numbers before it calls this function.
const binaryAsBase64 = (key, value) =>
  value && value.type === "Buffer" && Array.isArray(value.data)
    ? { $binary: Buffer.from(value.data).toString("base64") }
    : value;

function print(record) {
  process.stdout.write(JSON.stringify(record, binaryAsBase64) + "\n");
}

function log(event, details) {
  print({ log: event, ...details });
}

function argument(name, defaultValue) {
  const index = process.argv.indexOf(`--${name}`);
  return index < 0 ? defaultValue : process.argv[index + 1];
}

function createServer(tls, listener) {
  if (!tls) {
    return http.createServer(listener);
  }
  const material = { ...tls };
  FILES.filter((name) => tls[name]).forEach((name) => (material[name] = fs.readFileSync(tls[name])));
  return https.createServer(material, listener).on("tlsClientError", (e) => log("tls_error", { code: e.code }));
}

function listen(server, { host = "127.0.0.1", port = 0, tls = false, onLine = () => {} } = {}) {
  server.on("error", (e) => {
    process.stderr.write(`${e.message}\n`);
    process.exit(1);
  });
  server.listen(port, host, () => print({ port: server.address().port, ...(tls && { tls: true }) }));

  let rest = "";
  process.stdin.setEncoding("utf8");
  process.stdin.on("data", (text) => {
    const lines = (rest + text).split("\n");
    rest = lines.pop();
    lines.map((line) => JSON.parse(line)).forEach((line) => ("sync" in line ? print(line) : onLine(line)));
  });
  process.stdin.on("close", () => process.exit(0));
}

module.exports = { argument, createServer, listen, log };
