// Runs the official Socket.IO server with default options: node server.js [--tls JSON] [--eio3 true]
//
// Events of clients: echo (acknowledged with the same argument), data (counted), tick N MS (requests N events at an interval of MS, each with
// the time at which it is sent). When a client leaves, the server prints the number of its "data" events. For a line {"report":"traffic"} on
// stdin it prints the number of TCP connections and HTTP requests since the last such line.
"use strict";

const { Server } = require("../../test/npm/node_modules/socket.io-4.8");
const { argument, createServer, listen, log } = require("../../test/npm/fixture");

const tls = JSON.parse(argument("tls", "null"));
const server = createServer(tls);
let [connections, requests] = [0, 0];
const io = new Server(server, { allowEIO3: argument("eio3", "false") === "true" });
// These listeners are added after the Socket.IO server, because Engine.IO removes earlier ones.
server.on(tls ? "secureConnection" : "connection", () => connections++);
server.prependListener("request", () => requests++);
server.prependListener("upgrade", () => requests++);

io.on("connection", (socket) => {
  let count = 0;
  // Counts packets on arrival, because Socket.IO calls listeners a little later and drops events of a client that has left meanwhile.
  socket.conn.on("packet", ({ type, data }) => (count += type === "message" && data.startsWith('2["data"') ? 1 : 0));
  socket.conn.on("close", () => log("left", { count }));
  socket.on("data", () => {});
  socket.on("echo", (value, acknowledge) => acknowledge(value));
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

function onLine({ report }) {
  if (report === "traffic") {
    log("traffic", { connections, requests });
    [connections, requests] = [0, 0];
  }
}

listen(server, { tls: Boolean(tls), onLine });
