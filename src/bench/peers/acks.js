// Emits N times, each after the acknowledgement of the one before, and prints a line for each: node acks.js URL N
"use strict";

const { io } = require("../../test/npm/node_modules/socket.io-client-4.8");

const [url, number] = process.argv.slice(2);
const socket = io(url, { transports: ["websocket"] });
let left = Number(number);

function next() {
  const began = process.hrtime.bigint();
  socket.emit("echo", 1, (answer) => {
    const elapsed_ms = Number(process.hrtime.bigint() - began) / 1e6;
    process.stdout.write(JSON.stringify({ args: [answer], elapsed_ms }) + "\n");
    if (--left > 0) {
      next();
    } else {
      socket.disconnect();
    }
  });
}

socket.once("connect", next);
