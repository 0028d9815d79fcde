// What did less work than it should is no measurement.
"use strict";

const fs = require("fs");

// What one reader of a flood prints must have a line for each event, and one for "end".
async function allPrinted(events, running) {
  const result = await running;
  if (result.lines === undefined) {
    result.lines = countLines(result.file);
    fs.rmSync(result.file);
  }
  if (result.lines !== events + 1) {
    throw new Error(`${result.lines} lines came out, not ${events + 1}`);
  }
  return result;
}

// The server tells how many it has got when the client has left.
async function allArrived(server, events, running) {
  const result = await running;
  const { count } = await server.told("left");
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

module.exports = { allArrived, allPrinted };
