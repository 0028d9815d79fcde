// Two processes with a real Socket.IO server on one port: node cluster.js [--sticky IP]. Each new connection goes to the next process;
// with --sticky, all connections from one address go to the same process.
"use strict";

const cluster = require("cluster");
const http = require("http");
const net = require("net");
const { Server } = require("socket.io-4.8");
const { argument, listen } = require("./fixture");

function startWorker() {
  const server = http.createServer((request, response) => response.writeHead(404).end());
  new Server(server);
  process.on("message", (message, connection) => {
    server.emit("connection", connection);
    connection.resume();
  });
  process.send("ready");
}

async function startPrimary() {
  const workers = [cluster.fork(), cluster.fork()];
  await Promise.all(workers.map((worker) => new Promise((ready) => worker.once("message", ready))));
  let connections = 0;
  const chooseNext = () => connections++;
  const chooseByAddress = (address) => Number(address.split(".").pop());
  const choose = argument("sticky") === "IP" ? chooseByAddress : chooseNext;
  const server = net.createServer({ pauseOnConnect: true }, (connection) =>
    workers[choose(connection.remoteAddress) % workers.length].send("connection", connection)
  );
  listen(server);
}

if (cluster.isPrimary) {
  startPrimary();
} else {
  startWorker();
}
