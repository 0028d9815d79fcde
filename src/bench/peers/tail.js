// Prints each event as a line of JSON until the event "end": node tail.js URL
"use strict";

const { io } = require("../../test/npm/node_modules/socket.io-client-4.8");

// The default is an array of numbers, which is ten times slower.
Buffer.prototype.toJSON = function () {
  return { $binary: this.toString("base64") };
};

const socket = io(process.argv[2], { transports: ["websocket"] });
let text = "";

function flush() {
  if (!process.stdout.write(text)) {
    const { ws } = socket.io.engine.transport;
    ws.pause();
    process.stdout.once("drain", () => ws.resume());
  }
  text = "";
}

socket.onAny((event, ...args) => {
  text += JSON.stringify({ event, args }) + "\n";
  if (text.length >= 64 * 1024) {
    flush();
  }
  if (event === "end") {
    flush();
    socket.disconnect();
  }
});
