// A real Socket.IO server: node server.js --version 4.8|3.1|2.5|1.7 [--options JSON]
//
// Options are those of the Socket.IO server, and also: host, port, tls {key, cert, ca, pfx: files; the rest as in Node},
// allowRequest (the message of the refusal), rawlog (log each Engine.IO packet received), quiet (log no events),
// guard (the root namespace requires the token of /admin, and responds after that number of milliseconds), refuseOrigin
// (allowRequest refuses handshakes with an Origin header), announce (the maxPayload in the handshake; the websocket accepts
// more), expel {after: milliseconds, close: as in disconnect(), emit: an event} (clients without the token of /admin connect to the
// root namespace, get the event and are disconnected), parser ("msgpack" for socket.io-msgpack-parser), page (a web page at each path that is not Socket.IO's).
// The log of a disconnect counts the events named "heard" for which a listener was called.
// Each line of stdin is a command: {"nsp": "/", "emit": ["event", …]}, {"nsp": "/", "kick": closeConnection}, {"drop": true}.
"use strict";

const { argument, createServer, listen, log } = require("./fixture");
const handlers = require("./event-handlers");

const version = argument("version", "4.8");
const socketio = require(`socket.io-${version}`);
const Server = socketio.Server || socketio;
const isEio3 = version < "3";
const { host, port, tls, rawlog, quiet, guard, parser, announce, refuseOrigin, page, expel, ...options } = JSON.parse(argument("options", "{}"));

if (parser === "msgpack") {
  options.parser = require(isEio3 ? "socket.io-msgpack-parser-2.2" : "socket.io-msgpack-parser");
}

if (options.allowRequest !== undefined) {
  const refusal = options.allowRequest;
  options.allowRequest = (request, decide) => decide(refusal, false);
}

if (refuseOrigin) {
  options.allowRequest = ({ headers: { origin } }, decide) => decide(origin && "this origin is not allowed", !origin);
}

const server = createServer(tls, (request, response) =>
  page ? response.setHeader("Content-Type", "text/html").end("<title>app</title>") : response.writeHead(404).end("app 404")
);
const connections = new Set();
server.on(tls ? "secureConnection" : "connection", (socket) => {
  connections.add(socket);
  socket.on("close", () => connections.delete(socket));
});

const io = new Server(server, options);

if (announce !== undefined) {
  // Engine.IO creates its websocket server, with the real limit, when the HTTP server listens.
  server.on("listening", () => (io.engine.opts.maxHttpBufferSize = announce));
}

if (rawlog) {
  const types = { open: "0", close: "1", ping: "2", pong: "3", message: "4", upgrade: "5", noop: "6" };
  io.engine.on("connection", (connection) =>
    connection.on("packet", ({ type, data = "" }) =>
      log("packet", { raw: typeof data === "string" ? types[type] + data : data })
    )
  );
}

io.engine.on("connection", (connection) => {
  connection.on("upgrade", (transport) => log("upgrade", { transport: transport.name }));
  connection.on("close", (reason) => log("close", { reason }));
});

function isAuthorized({ handshake: { auth, query } }) {
  return (isEio3 ? query : auth).token === "s3cret";
}

function welcome(socket) {
  const nsp = socket.nsp.name;
  log("connection", {
    nsp,
    sid: socket.id,
    transport: socket.conn.transport.name,
    // Before 3.x a client has only the query for its credentials.
    auth: socket.handshake.auth,
    query: socket.handshake.query,
    recovered: socket.recovered === true,
  });
  if (expel && nsp === "/" && !isAuthorized(socket)) {
    return disconnect(socket, expel);
  }
  let heard = 0;
  socket.on("heard", () => heard++);
  socket.on("disconnect", (reason) => log("disconnect", { nsp, sid: socket.id, reason, heard: heard || undefined }));
  onAny(socket, (event, ...values) => {
    const ack = typeof values[values.length - 1] === "function" ? values.pop() : undefined;
    if (!quiet) {
      log("event", { nsp, event, args: values, ack: ack !== undefined });
    }
    if (Object.hasOwn(handlers, event)) {
      handlers[event](socket, values, ack || (() => {}));
    }
  });
  if (isEio3) {
    // Before 3.x the server sends the client the errors of a socket's middleware.
    socket.use(([event], next) => next(event === "forbidden" ? new Error("not allowed") : undefined));
  }
  socket.emit("welcome", { sid: socket.id });
}

function disconnect(socket, { after, close, emit }) {
  if (emit) {
    socket.emit(...emit);
  }
  if (after === undefined) {
    socket.disconnect(close);
  } else {
    setTimeout(() => socket.disconnect(close), after);
  }
}

// 1.x and 2.x have no listener for all events.
function onAny(socket, listener) {
  if (socket.onAny) {
    return socket.onAny(listener);
  }
  const onevent = socket.onevent;
  socket.onevent = function (packet) {
    const ack = packet.id === undefined || packet.id === null ? [] : [this.ack(packet.id)];
    listener(...packet.data, ...ack);
    onevent.call(this, packet);
  };
}

io.on("connection", welcome);
io.of("/chat").on("connection", welcome);
// 1.x has no dynamic namespaces.
(version === "1.7" ? ["/dyn-a", "/dyn-ä", "/dyn-1"] : [/^\/dyn-.+$/]).forEach((nsp) => io.of(nsp).on("connection", welcome));
io.of("/silent").use(() => log("silent"));
io.of("/admin").use(authorize).on("connection", welcome);
if (guard !== undefined) {
  io.use((socket, next) => setTimeout(() => authorize(socket, next), guard));
}

function authorize(socket, next) {
  if (isAuthorized(socket)) {
    return next();
  }
  const refusal = new Error("not authorized");
  refusal.data = { code: "E_AUTH", retry: false };
  next(refusal);
}

function execute({ nsp = "/", emit, kick, drop }) {
  if (emit) {
    io.of(nsp).emit(...emit);
  }
  if (kick !== undefined) {
    const { sockets } = io.of(nsp);
    (isEio3 ? Object.values(sockets) : sockets).forEach((socket) => socket.disconnect(kick));
  }
  if (drop) {
    connections.forEach((socket) => socket.destroy());
  }
}

listen(server, { host, port, tls: Boolean(tls), onLine: execute });
