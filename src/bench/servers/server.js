// A real Socket.IO server that adds nothing of its own: node server.js [--tls JSON]
//
// Clients may send: echo (the acknowledgement has the same arguments), data (counted), tick N MS (N events, MS apart, each
// with the time at which it is sent). It prints how many events "data" a client has sent when that leaves. A line
// {"tell":"traffic"} on stdin has it print how many TCP connections and HTTP requests there were since the last one.
"use strict";

const { Server } = require("../../test/npm/node_modules/socket.io-4.8");
const { argument, createServer, listen, log } = require("../../test/npm/fixture");

const tls = JSON.parse(argument("tls", "null"));
const server = createServer(tls);
let [connections, requests] = [0, 0];
const io = new Server(server);
// Engine.IO takes away the listeners that were there before it.
server.on(tls ? "secureConnection" : "connection", () => connections++);
server.prependListener("request", () => requests++);
server.prependListener("upgrade", () => requests++);

io.on("connection", (socket) => {
  let count = 0;
  // Counted as it arrives: this server gives events to listeners a little later, and drops those behind which the client has left.
  socket.conn.on("packet", ({ type, data }) => (count += type === "message" && data.startsWith('2["data"') ? 1 : 0));
  socket.conn.on("close", () => log("left", { count }));
  socket.on("data", () => {});
  socket.on("echo", (value, answer) => answer(value));
  socket.on("tick", (number, interval) => {
    let left = number;
    const timer = setInterval(() => {
      socket.emit("tick", process.hrtime.bigint().toString());
      if (--left === 0) {
        clearInterval(timer);
      }
    }, interval);
    socket.on("disconnect", () => clearInterval(timer));
  });
});

function onLine({ tell }) {
  if (tell === "traffic") {
    log("traffic", { connections, requests });
    [connections, requests] = [0, 0];
  }
}

listen(server, { tls: Boolean(tls), onLine });
