// A plain server of ws, without Socket.IO: node websocket.js [--tls JSON]. What it does with a websocket is in the path.
"use strict";

const { WebSocketServer } = require("ws");
const { argument, createServer, listen, log } = require("./fixture");

const tls = JSON.parse(argument("tls", "null"));
const server = createServer(tls, (request, response) => response.writeHead(404).end("no websocket here"));
// It compresses wherever a client offers to.
const websockets = new WebSocketServer({ server, perMessageDeflate: { threshold: 0 }, maxPayload: 64 << 20 });

const behaviours = {
  "/echo": (socket) => socket.on("message", (data, isBinary) => socket.send(data, { binary: isBinary })),

  // Comes back in fragments, with a ping between any two.
  "/fragments": (socket) =>
    socket.on("message", (data, isBinary) => {
      const size = Math.max(1, Math.ceil(data.length / 7));
      for (let start = 0; start < data.length; start += size) {
        const end = start + size;
        socket.send(data.subarray(start, end), { binary: isBinary, fin: end >= data.length });
        socket.ping(String(start));
      }
    }),

  "/large": (socket, query) => socket.send("x".repeat(Number(query.get("size")))),

  "/close": (socket, query) =>
    query.has("code") ? socket.close(Number(query.get("code")), query.get("reason") || "") : socket.close(),

  "/terminate": (socket) => socket.terminate(),

  "/silent": () => {},
};

websockets.on("connection", (socket, request) => {
  const url = new URL(request.url, "http://localhost");
  log("opened", { path: url.pathname, extensions: request.headers["sec-websocket-extensions"] || "" });
  socket.on("close", (code, reason) => log("closed", { code, reason: reason.toString() }));
  socket.on("pong", (data) => log("pong", { data: data.toString() }));
  socket.on("error", (e) => log("error", { message: e.message }));
  behaviours[url.pathname](socket, url.searchParams);
});

listen(server, { tls: Boolean(tls) });
