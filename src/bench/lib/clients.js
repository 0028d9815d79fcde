// Official clients in this process, for the scenarios that measure a server.
"use strict";

const MODULES = "../../test/npm/node_modules/socket.io-client-";
const CONCURRENT = 50;
const TIMEOUT = 60_000;

function open(port, { version, transports }) {
  const client = require(MODULES + version);
  const io = client.io || client;
  return io(`http://127.0.0.1:${port}`, { forceNew: true, reconnection: false, timeout: TIMEOUT, transports });
}

const once = (target, event) => new Promise((resolve) => target.once(event, resolve));

// Resolves when the client is connected; rejects if it is refused or fails.
async function connected(socket) {
  const failed = ["connect_error", "error"].map(async (event) => {
    throw await once(socket, event);
  });
  await Promise.race([once(socket, "connect"), ...failed]);
  return socket;
}

const close = (socket) => {
  const closed = once(socket.io.engine, "close");
  socket.close();
  return closed;
};

// Connects, emits three events, each after the acknowledgement of the one before, and closes.
async function cycle(port, kind) {
  const socket = await connected(open(port, kind));
  for (let i = 0; i < 3; i++) {
    await new Promise((resolve) => socket.emit("echo", i, resolve));
  }
  await close(socket);
}

// Connects a number of clients over websocket, some of them at a time.
async function connect(port, count) {
  const clients = [];
  let left = count;
  await Promise.all(
    Array.from({ length: CONCURRENT }, async () => {
      while (left-- > 0) {
        clients.push(await connected(open(port, { version: "4.8", transports: ["websocket"] })));
      }
    })
  );
  return clients;
}

const disconnectAll = (clients) => Promise.all(clients.map(close));

module.exports = { connect, cycle, disconnectAll };
