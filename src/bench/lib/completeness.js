// Checks that a measured run has done all of its work.
"use strict";

const fs = require("fs");

// Fails unless the output of a flood has one line for each event, and one for "end".
async function requireAllPrinted(events, run) {
  const result = await run;
  if (result.lines === undefined) {
    result.lines = countLines(result.file);
    fs.rmSync(result.file);
  }
  if (result.lines !== events + 1) {
    throw new Error(`${result.lines} lines came out, not ${events + 1}`);
  }
  return result;
}

// Fails unless the server has received all events. The server reports their number when the client has left.
async function requireAllReceived(server, events, run) {
  const result = await run;
  const { count } = await server.nextRecord("left");
  if (count !== events) {
    throw new Error(`${count} events arrived, not ${events}`);
  }
  return result;
}

function countLines(file) {
  const fd = fs.openSync(file);
  const chunk = Buffer.alloc(1 << 20);
  let lines = 0;
  try {
    for (let read = fs.readSync(fd, chunk); read > 0; read = fs.readSync(fd, chunk)) {
      const part = chunk.subarray(0, read);
      for (let at = part.indexOf(10); at >= 0; at = part.indexOf(10, at + 1)) {
        lines++;
      }
    }
  } finally {
    fs.closeSync(fd);
  }
  return lines;
}

module.exports = { requireAllPrinted, requireAllReceived };
