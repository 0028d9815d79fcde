// Emits each line of standard input, EVENT JSON or {"event":...,"args":[...]}: node lines.js URL
"use strict";

const readline = require("readline");
const { io } = require("../../test/npm/node_modules/socket.io-client-4.8");

const socket = io(process.argv[2], { transports: ["websocket"] });
socket.on("connect", () => {
  const lines = readline.createInterface({ input: process.stdin });
  lines.on("line", (line) => {
    if (line.startsWith("{")) {
      const { event, args } = JSON.parse(line);
      socket.emit(event, ...args);
    } else {
      const end = line.indexOf(" ");
      socket.emit(line.slice(0, end), JSON.parse(line.slice(end + 1)));
    }
  });
  lines.on("close", () => socket.disconnect());
});
