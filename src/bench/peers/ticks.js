// Requests N events at an interval, and prints each: node ticks.js URL N MS
"use strict";

const { io } = require("../../test/npm/node_modules/socket.io-client-4.8");

const [url, number, interval] = process.argv.slice(2);
const socket = io(url, { transports: ["websocket"] });
let left = Number(number);
socket.onAny((event, ...args) => {
  process.stdout.write(JSON.stringify({ event, args }) + "\n");
  if (--left === 0) {
    socket.disconnect();
  }
});
socket.once("connect", () => socket.emit("tick", Number(number), Number(interval)));
