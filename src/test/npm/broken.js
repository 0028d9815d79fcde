// Servers that fail: node broken.js KIND. Real Socket.IO servers wherever one can be made to fail that way.
"use strict";

const crypto = require("crypto");
const http = require("http");
const net = require("net");
const { WebSocketServer } = require("ws");
const { Server } = require("socket.io-4.8");
const { Server: Server3 } = require("socket.io-3.1");
const Server2 = require("socket.io-2.5");
const answers = require("./answers");
const { createServer, listen, log } = require("./fixture");

function real(options = {}, Implementation = Server) {
  const server = createServer(false, (request, response) => response.writeHead(404).end("app 404"));
  const io = new Implementation(server, options);
  io.on("connection", (socket) => {
    log("connection", { transport: socket.conn.transport.name });
    socket.on("disconnect", (reason) => log("disconnect", { reason }));
    socket.emit("welcome", { sid: socket.id });
  });
  return { server, io };
}

function always({ status, headers = {}, body = "" }) {
  return http.createServer((request, response) => {
    request.resume();
    response.writeHead(status, { ...headers, "Content-Length": Buffer.byteLength(body) }).end(body);
  });
}

// What a proxy in front would do to the request line, done in front of the engine.
function rewriting(rewrite, { server }) {
  ["request", "upgrade"].forEach((event) =>
    server.prependListener(event, (request) => (request.url = rewrite(request.url, request.method)))
  );
  return server;
}

// Without a listener for it Node takes an upgrade for a plain request, as a proxy that drops the header makes it.
function withoutUpgrade({ server }) {
  return server.removeAllListeners("upgrade");
}

// Some proxies let a websocket pass nowhere, and answer in their own words.
function refusingUpgrades(answer, { server }) {
  const engine = server.listeners("request")[0];
  const refuse = always(answer).listeners("request")[0];
  server.removeAllListeners("request").on("request", (request, response) =>
    (request.headers.upgrade ? refuse : engine)(request, response)
  );
  return withoutUpgrade({ server });
}

// Takes what is posted, and cuts the connection in the place of an answer.
function cuttingPosts({ server }) {
  const engine = server.listeners("request")[0];
  return server.removeAllListeners("request").on("request", (request, response) => {
    if (request.method !== "POST") {
      return engine(request, response);
    }
    let body = "";
    request.on("data", (part) => (body += part)).on("end", () => {
      log("post", { body });
      request.socket.destroy();
    });
  });
}

// Hands the polls for which the server has nothing to say yet to somebody else.
function idlePolls(handle, { server, io }) {
  const engine = server.listeners("request")[0];
  let connected = false;
  io.on("connection", () => (connected = true));
  return server.removeAllListeners("request").on("request", (request, response) => {
    const { sid } = Object.fromEntries(new URL(request.url, "http://localhost").searchParams);
    const isPoll = request.method === "GET" && sid && !request.headers.again;
    if (!isPoll || !connected || io.engine.clients[sid]?.writeBuffer.length) {
      return engine(request, response);
    }
    handle(request, response, engine);
  });
}

// A proxy that repeats a poll which takes its time.
const doublingPolls = (real) =>
  idlePolls((request, response, engine) => {
    const { port } = real.server.address();
    http.get({ host: "127.0.0.1", port, path: request.url, headers: { again: "1" } }).on("error", () => {});
    setTimeout(() => engine(request, response), 100);
  }, real);

// Stops in the middle of a poll's answer, and keeps the connection open.
const stallingPolls = (real) =>
  idlePolls((request, response) => {
    response.writeHead(200, { "Content-Type": "text/plain; charset=UTF-8", "Content-Length": 100 });
    response.write('42["half');
    log("stalled");
  }, real);

function rateLimited({ server }) {
  const engine = server.listeners("request")[0];
  const refuse = always(answers["unavailable-503"]).listeners("request")[0];
  let requests = 0;
  server.removeAllListeners("request").on("request", (...exchange) => (requests++ ? refuse : engine)(...exchange));
  server.removeAllListeners("upgrade");
  return server;
}

function redirecting() {
  const login = always({ status: 200, headers: { "Content-Type": "text/html" }, body: "<!doctype html>\n<p>Sign in\n" });
  const engine = login.listeners("request")[0];
  return login.removeAllListeners("request").on("request", (request, response) => {
    if (request.url.startsWith("/login")) {
      return engine(request, response);
    }
    const location = process.argv[3] || `http://${request.headers.host}/login`;
    response.writeHead(302, { Location: location, "Content-Length": 0 }).end();
  });
}

// A framework in front that knows the engine path without its last slash only, and answers anything else with a status: a
// redirect to the path without the slash, as Next.js does, or to another place.
function withoutSlash({ server }) {
  const [status = "308", location] = process.argv.slice(3);
  ["request", "upgrade"].forEach((event) => {
    const engine = server.listeners(event)[0];
    server.removeAllListeners(event).on(event, (request, ...rest) => {
      const [path, query] = request.url.split("?");
      log("asked", { path, method: request.method });
      if (!path.endsWith("/")) {
        request.url = `${path}/?${query}`;
        return engine(request, ...rest);
      }
      const to = status === "404" ? "" : `Location: ${location || `${path.slice(0, -1)}?${query}`}\r\n`;
      request.socket.end(`HTTP/1.1 ${status} Elsewhere\r\n${to}Content-Length: 0\r\nConnection: close\r\n\r\n`);
    });
  });
  return server;
}

// Says that it does not speak Engine.IO 4, as python servers of 2.x do; the JavaScript one takes any number.
function eio3Only({ server }) {
  const body = JSON.stringify("The client is using an unsupported version of the Socket.IO or Engine.IO protocols");
  const head = `HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Length: ${body.length}\r\n\r\n`;
  ["request", "upgrade"].forEach((event) => {
    const engine = server.listeners(event)[0];
    server.removeAllListeners(event).on(event, (request, ...rest) =>
      request.url.includes("EIO=4") ? request.socket.end(head + body) : engine(request, ...rest)
    );
  });
  return server;
}

// Opens a session of Engine.IO 3, and then sends what is none.
function eio3Garbage() {
  const handshake = { sid: "Zd2WhR-KHTvOn5nlAAAA", upgrades: [], pingInterval: 25000, pingTimeout: 20000 };
  const open = "0" + JSON.stringify(handshake);
  const server = http.createServer((request, response) => {
    request.resume();
    const opened = request.url.includes("sid=");
    response.end(request.method === "POST" ? "ok" : opened ? "2:40999:42[" : `${open.length}:${open}`);
  });
  new WebSocketServer({ server }).on("connection", (socket) => {
    socket.send(open);
    socket.send("40");
    // Only behind our event is it certain that this was sent.
    socket.on("message", (data) => String(data).startsWith("42") && socket.send(Buffer.from([9, 1])));
  });
  return server;
}

const IMPATIENT = { pingInterval: 300, pingTimeout: 300 };

// Answers the probe of an upgrade, and no ping.
function deaf({ server, io }) {
  io.engine.on("connection", (connection) => {
    const send = connection.sendPacket;
    connection.sendPacket = (type, ...rest) => type !== "pong" && send.call(connection, type, ...rest);
    connection.setPingTimeout = () => {};
    clearTimeout(connection.pingTimeoutTimer);
  });
  return server;
}

function pingless({ server, io }) {
  io.engine.on("connection", (connection) => clearTimeout(connection.pingIntervalTimer));
  return server;
}

// Packets of these types get lost on the way to the server.
function losing(types, { server, io }) {
  const patch = (transport) => {
    const emit = transport.emit;
    transport.emit = (event, packet, ...rest) =>
      event === "packet" && types.includes(packet.type) && !packet.data
        ? true
        : emit.call(transport, event, packet, ...rest);
  };
  io.engine.on("connection", (connection) => {
    patch(connection.transport);
    connection.on("upgrade", patch);
  });
  return server;
}

// What the client says is another thing when it arrives, or is answered by hand.
function changing(change, { server, io }) {
  io.engine.prependListener("connection", (connection) => {
    const emit = connection.emit;
    connection.emit = (event, data, ...rest) => {
      const changed = event === "data" ? change(data, connection) : data;
      return changed === undefined ? true : emit.call(connection, event, changed, ...rest);
    };
  });
  return server;
}

const spoiled = (data) => (data[0] === "2" ? "2[" : data);
const answering = (packet, answer) => (data, connection) =>
  data.startsWith(packet) ? void connection.write(answer) : data;

// The server of ws alone answers polling with 426, and whatever comes through the websocket comes back.
function plainWebSocket() {
  const server = always({ status: 426, headers: { "Content-Type": "text/plain" }, body: "Upgrade Required" });
  new WebSocketServer({ server }).on("connection", (socket) =>
    socket.on("message", (data) => socket.send(`echo:${data}`))
  );
  return server;
}

function swallowingFrames() {
  const { server } = real();
  const hole = new WebSocketServer({ noServer: true, autoPong: false });
  return server
    .removeAllListeners("upgrade")
    .on("upgrade", (...upgrade) => hole.handleUpgrade(...upgrade, () => log("opened")));
}

// Opens a websocket by hand: with that accept value, where one is given, and then these bytes.
function openingByHand({ accept, bytes = "" }) {
  return always({ status: 404 }).on("upgrade", (request, socket) => {
    const key = request.headers["sec-websocket-key"] + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    socket.on("error", () => {});
    socket.write(
      "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n" +
        `Sec-WebSocket-Accept: ${accept || crypto.createHash("sha1").update(key).digest("base64")}\r\n\r\n`
    );
    socket.write(Buffer.from(bytes, "latin1"));
  });
}

function closingMidway() {
  const { server, io } = real();
  // Only once the event has come, so that it counts as sent on every machine.
  io.on("connection", (socket) =>
    socket.onAny(() => setTimeout(() => process.kill(process.pid, "SIGKILL"), 100))
  );
  return server;
}

function headersNeverEnd() {
  return net.createServer((socket) => {
    socket.on("error", () => {}).resume();
    socket.write("HTTP/1.1 200 OK\r\n");
    const timer = setInterval(() => socket.write("X-Wait: 1\r\n"), 200);
    socket.on("close", () => clearInterval(timer));
  });
}

// Cuts its first session in the midst of the upgrade: the websocket once it is probed, and then the poll that waits. An
// answered poll is what a client waits for before it moves. Later sessions are offered no upgrade.
function cuttingUpgrade({ answerProbe, endPoll }) {
  let sessions = 0;
  let poll;
  let answer;
  let connected = false;
  let probed;
  let ended = false;
  const proceed = () => {
    if (poll && answer) {
      answer(poll);
      poll = answer = undefined;
    } else if (poll && connected && probed) {
      answerProbe(probed);
      probed = undefined;
    }
  };
  const server = http.createServer(async (request, response) => {
    let body = "";
    for await (const chunk of request) {
      body += chunk;
    }
    if (!request.url.includes("sid=")) {
      const upgrades = ++sessions === 1 ? ["websocket"] : [];
      return response.end("0" + JSON.stringify({ sid: `s${sessions}`, upgrades, pingInterval: 25000, pingTimeout: 20000 }));
    }
    if (ended && request.url.includes("sid=s1")) {
      return response.writeHead(400).end('{"code":1,"message":"Session ID unknown"}');
    }
    if (request.method === "POST") {
      response.end("ok");
      if (body === "40") {
        connected = true;
        answer = (poll) => poll.end('40{"sid":"socket"}');
      }
    } else {
      poll = response;
    }
    proceed();
  });
  new WebSocketServer({ server }).on("connection", (socket) => {
    socket.on("message", () => {
      probed = socket;
      proceed();
    });
    // Later, so that the client sees the one after the other.
    socket.on("close", () =>
      setTimeout(() => {
        ended = true;
        answer = endPoll;
        proceed();
      }, 200)
    );
  });
  return server;
}

const answerAndCut = (socket) => socket.send("3probe", () => socket.terminate());
const answerAndClose = (socket) => socket.send("3probe", () => socket.close(1001));

const eio3 = (url) => url.replace("EIO=4", "EIO=3");
const sidLost = (url, method) => (method === "POST" ? url.replace(/&sid=[^&]*/, "") : url);
const otherSession = (url) => url.replace(/sid=[^&]*/, "sid=aaaaaaaaaaaaaaaaAAAA");

const kinds = {
  "rate-limit-503": () => rateLimited(real()),
  "redirect-302": redirecting,
  "code0": () => real({ transports: ["websocket"] }).server,
  "code0-polling-only": () => real({ transports: ["polling"] }).server,
  "code1": () => rewriting(otherSession, real()),
  "code2": () => rewriting(sidLost, real()),
  "code3": () => withoutUpgrade(real()),
  "code4": () => real({ allowRequest: (request, decide) => decide("thou shalt not pass", false) }).server,
  "code5": () => rewriting(eio3, real()),
  "code5-3.1": () => rewriting(eio3, real({}, Server3)),
  "eio3-only": () => eio3Only(real({}, Server2)),
  "eio3-garbage": eio3Garbage,
  "no-pong-2.5": () => deaf(real(IMPATIENT, Server2)),
  "no-ping-4.8": () => pingless(real(IMPATIENT)),
  "lost-pongs-4.8": () => losing(["pong"], real(IMPATIENT)),
  "lost-pings-2.5": () => losing(["ping"], real(IMPATIENT, Server2)),
  "spoiled-4.8": () => changing(spoiled, real()),
  "spoiled-2.5": () => changing(spoiled, real({}, Server2)),
  "netty-nope": () => changing(answering("0/nope", '4/nope,"Invalid namespace"'), real()),
  "python-nope": () => changing(answering("0/nope", '4/nope,"Unable to connect"'), real()),
  "cut-posts": () => cuttingPosts(real()),
  "stalled-poll": () => stallingPolls(real(IMPATIENT)),
  "doubled-polls": () => doublingPolls(real()),
  "plain-ws": plainWebSocket,
  "ws-silent": () => net.createServer((socket) => socket.on("error", () => {}).resume()),
  "ws-swallow": swallowingFrames,
  "ws-wrong-accept": () => openingByHand({ accept: "c29tZXRoaW5nIGVsc2Ugb2YgMjA=" }),
  "ws-masked-frame": () => openingByHand({ bytes: "\x81\x82mask\x00\x00" }),
  "ws-upgrade-refused": () => withoutUpgrade(real()),
  "upgrade-cut": () => cuttingUpgrade({ answerProbe: answerAndCut, endPoll: (poll) => poll.end("6") }),
  "upgrade-closed": () => cuttingUpgrade({ answerProbe: answerAndClose, endPoll: (poll) => poll.end("6") }),
  "upgrade-cut-both": () => cuttingUpgrade({ answerProbe: answerAndCut, endPoll: (poll) => poll.destroy() }),
  "upgrade-unanswered": () =>
    cuttingUpgrade({ answerProbe: (socket) => socket.terminate(), endPoll: (poll) => poll.destroy() }),
  "tcp-closer": () => net.createServer((socket) => socket.on("error", () => {}).destroy()),
  "close-midway": closingMidway,
  "slow-headers": headersNeverEnd,
  "without-slash-4.8": () => withoutSlash(real()),
  "without-slash-2.5": () => withoutSlash(real({}, Server2)),
};
for (const [kind, answer] of Object.entries(answers)) {
  kinds[kind] = () => always(answer);
  kinds[`upgrade-${kind}`] = () => refusingUpgrades(answer, real());
}

const kind = process.argv[2];
if (!Object.hasOwn(kinds, kind)) {
  process.stderr.write(`no kind "${kind}"; there are: ${Object.keys(kinds).join(" ")}\n`);
  process.exit(2);
}
listen(kinds[kind]());
