// Emits an event and prints the acknowledgement: node emit.js URL TRANSPORTS [CA FILE]
"use strict";

const { io } = require("../../test/npm/node_modules/socket.io-client-4.8");

const [url, transports, ca] = process.argv.slice(2);
const socket = io(url, { transports: transports.split(","), ca: ca && require("fs").readFileSync(ca) });
socket.on("connect_error", (e) => {
  console.error(e.message);
  process.exit(1);
});
socket.emit("echo", 1, (answer) => {
  console.log(JSON.stringify(answer));
  socket.disconnect();
});
