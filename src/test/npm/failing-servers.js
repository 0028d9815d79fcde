// Servers that fail in one way each: node failing-servers.js KIND [ARGUMENT...]. They are real Socket.IO servers if possible.
"use strict";

const crypto = require("crypto");
const http = require("http");
const net = require("net");
const { WebSocketServer } = require("ws");
const { Server } = require("socket.io-4.8");
const { Server: Server3 } = require("socket.io-3.1");
const Server2 = require("socket.io-2.5");
const responses = require("./responses");
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

function constantResponse({ status, headers = {}, body = "" }) {
  return http.createServer((request, response) => {
    request.resume();
    response.writeHead(status, { ...headers, "Content-Length": Buffer.byteLength(body) }).end(body);
  });
}

// Changes the request line before Engine.IO sees it, as a faulty proxy does.
function rewritingUrls(rewrite, { server }) {
  ["request", "upgrade"].forEach((event) =>
    server.prependListener(event, (request) => (request.url = rewrite(request.url, request.method)))
  );
  return server;
}

// Handles an upgrade as a plain request, as behind a proxy that drops the header. Node does so without an "upgrade" listener.
function withoutUpgrade({ server }) {
  return server.removeAllListeners("upgrade");
}

// Sends the given response to each upgrade request, as a proxy without websocket support does.
function refusingUpgrades(refusal, { server }) {
  const engine = server.listeners("request")[0];
  const refuse = constantResponse(refusal).listeners("request")[0];
  server.removeAllListeners("request").on("request", (request, response) =>
    (request.headers.upgrade ? refuse : engine)(request, response)
  );
  return withoutUpgrade({ server });
}

// Reads each POST and closes the connection without a response.
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

// Responds to the first POST, which connects the client, and to no other.
function silentAfterFirstPost({ server }) {
  const engine = server.listeners("request")[0];
  let posts = 0;
  return server.removeAllListeners("request").on("request", (request, response) => {
    if (request.method !== "POST" || ++posts === 1) {
      engine(request, response);
    }
  });
}

// Passes those polls to a handler that arrive while the server has no packet to send.
function handlingIdlePolls(handle, { server, io }) {
  const engine = server.listeners("request")[0];
  let connected = false;
  io.on("connection", () => (connected = true));
  return server.removeAllListeners("request").on("request", (request, response) => {
    const { sid } = Object.fromEntries(new URL(request.url, "http://localhost").searchParams);
    const isPoll = request.method === "GET" && sid && !request.headers.repeated;
    if (!isPoll || !connected || io.engine.clients[sid]?.writeBuffer.length) {
      return engine(request, response);
    }
    handle(request, response, engine);
  });
}

// Responds to the handshake and to POSTs, and to no poll, as a proxy does that waits for the end of a response.
function holdingPollsBack({ server }) {
  const engine = server.listeners("request")[0];
  return server.removeAllListeners("request").on("request", (request, response) => {
    if (request.method !== "GET" || !request.url.includes("sid=")) {
      engine(request, response);
    }
  });
}

// Sends each idle poll twice, as a proxy does that retries slow requests.
const repeatingPolls = (real) =>
  handlingIdlePolls((request, response, engine) => {
    const { port } = real.server.address();
    http.get({ host: "127.0.0.1", port, path: request.url, headers: { repeated: "1" } }).on("error", () => {});
    setTimeout(() => engine(request, response), 100);
  }, real);

// Stops in the middle of the response to an idle poll, and keeps the connection open.
const stallingPolls = (real) =>
  handlingIdlePolls((request, response) => {
    response.writeHead(200, { "Content-Type": "text/plain; charset=UTF-8", "Content-Length": 100 });
    response.write('42["half');
    log("stalled");
  }, real);

// Serves the first request and refuses all others.
function rateLimited({ server }) {
  const engine = server.listeners("request")[0];
  const refuse = constantResponse(responses["unavailable-503"]).listeners("request")[0];
  let requests = 0;
  server.removeAllListeners("request").on("request", (...exchange) => (requests++ ? refuse : engine)(...exchange));
  server.removeAllListeners("upgrade");
  return server;
}

// Redirects each request to the given location, or to its own login page.
function redirecting() {
  const login = constantResponse({ status: 200, headers: { "Content-Type": "text/html" }, body: "<!doctype html>\n<p>Sign in\n" });
  const engine = login.listeners("request")[0];
  return login.removeAllListeners("request").on("request", (request, response) => {
    if (request.url.startsWith("/login")) {
      return engine(request, response);
    }
    const location = process.argv[3] || `http://${request.headers.host}/login`;
    response.writeHead(302, { Location: location, "Content-Length": 0 }).end();
  });
}

// Serves the engine path only without its last slash. Responds to the path with the slash with a status: 404, or a redirect to
// the path without the slash, as Next.js does, or to another location.
function withoutSlash({ server }) {
  const [status = "308", location] = process.argv.slice(3);
  ["request", "upgrade"].forEach((event) => {
    const engine = server.listeners(event)[0];
    server.removeAllListeners(event).on(event, (request, ...rest) => {
      const [path, query] = request.url.split("?");
      log("request", { path, method: request.method });
      if (!path.endsWith("/")) {
        request.url = `${path}/?${query}`;
        return engine(request, ...rest);
      }
      const header = status === "404" ? "" : `Location: ${location || `${path.slice(0, -1)}?${query}`}\r\n`;
      request.socket.end(`HTTP/1.1 ${status} Elsewhere\r\n${header}Content-Length: 0\r\nConnection: close\r\n\r\n`);
    });
  });
  return server;
}

// Refuses Engine.IO 4, as Python servers of 2.x do. The JavaScript server 2.x accepts any version number.
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

// Opens a session of Engine.IO 3, and then sends bytes that are no packet.
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
    // Only after the client's event, so that the test does not depend on which of the two is sent first.
    socket.on("message", (data) => String(data).startsWith("42") && socket.send(Buffer.from([9, 1])));
  });
  return server;
}

const FAST_HEARTBEAT = { pingInterval: 300, pingTimeout: 300 };

// Responds to the probe of an upgrade, but to no ping.
function withoutPongs({ server, io }) {
  io.engine.on("connection", (connection) => {
    const send = connection.sendPacket;
    connection.sendPacket = (type, ...rest) => type !== "pong" && send.call(connection, type, ...rest);
    connection.setPingTimeout = () => {};
    clearTimeout(connection.pingTimeoutTimer);
  });
  return server;
}

// Sends no ping.
function withoutPings({ server, io }) {
  io.engine.on("connection", (connection) => clearTimeout(connection.pingIntervalTimer));
  return server;
}

// Discards received packets of these types.
function discarding(types, { server, io }) {
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

// Replaces each received message by the result of a function, which may return undefined and deliver a message later.
function changingMessages(change, { server, io }) {
  io.engine.prependListener("connection", (connection) => {
    const emit = connection.emit;
    connection.emit = (event, data, ...rest) => {
      const deliver = (changed) => emit.call(connection, event, changed, ...rest);
      const changed = event === "data" ? change(data, connection, deliver) : data;
      return changed === undefined ? true : deliver(changed);
    };
  });
  return server;
}

// Over polling, waits for a pending poll and the response to the POST. The server cannot send its close packet without a poll, and
// aborts a POST without response, so that the client would see one or the other, depending on the speed of the machine.
function whenPollIsPending(connection, action) {
  const { transport, writeBuffer } = connection;
  if (transport.name !== "polling" || (transport.writable && !transport.dataReq && !writeBuffer.length)) {
    action();
  } else {
    setTimeout(() => whenPollIsPending(connection, action), 5);
  }
}

const truncateEvent = (data, connection, deliver) =>
  data[0] === "2" ? whenPollIsPending(connection, () => deliver("2[")) : data;
const respondTo = (packet, response) => (data, connection) =>
  data.startsWith(packet) ? void connection.write(response) : data;

// A websocket server without Engine.IO: it responds to polling with 426, and echoes each message.
function plainWebSocket() {
  const server = constantResponse({ status: 426, headers: { "Content-Type": "text/plain" }, body: "Upgrade Required" });
  new WebSocketServer({ server }).on("connection", (socket) =>
    socket.on("message", (data) => socket.send(`echo:${data}`))
  );
  return server;
}

// Answers no request until a websocket is requested, and then closes all connections.
function silentUntilWebSocket() {
  const silent = [];
  return net.createServer((socket) =>
    socket.on("error", () => {}).on("data", (data) => {
      silent.push(socket);
      if (data.includes("transport=websocket")) {
        silent.splice(0).forEach((each) => each.destroy());
      }
    })
  );
}

// Opens websockets and ignores all frames.
function ignoringFrames() {
  const { server } = real();
  const webSockets = new WebSocketServer({ noServer: true, autoPong: false });
  return server
    .removeAllListeners("upgrade")
    .on("upgrade", (...upgrade) => webSockets.handleUpgrade(...upgrade, () => log("opened")));
}

// Opens a websocket without a library, with the given accept value or the correct one, and sends the bytes.
function openingWebSocket({ accept, bytes = "" }) {
  return constantResponse({ status: 404 }).on("upgrade", (request, socket) => {
    const key = request.headers["sec-websocket-key"] + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    socket.on("error", () => {});
    socket.write(
      "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n" +
        `Sec-WebSocket-Accept: ${accept || crypto.createHash("sha1").update(key).digest("base64")}\r\n\r\n`
    );
    socket.write(Buffer.from(bytes, "latin1"));
  });
}

// Kills its own process after the first event.
function endingAfterEvent() {
  const { server, io } = real();
  // Waits for the event, so that the client has sent it on a machine of any speed.
  io.on("connection", (socket) =>
    socket.onAny(() => setTimeout(() => process.kill(process.pid, "SIGKILL"), 100))
  );
  return server;
}

// Sends headers without end.
function endlessHeaders() {
  return net.createServer((socket) => {
    socket.on("error", () => {}).resume();
    socket.write("HTTP/1.1 200 OK\r\n");
    const timer = setInterval(() => socket.write("X-Wait: 1\r\n"), 200);
    socket.on("close", () => clearInterval(timer));
  });
}

// Cuts the upgrade of its first session: the websocket after its probe, and then the pending poll. A client completes the upgrade
// only after the response to that poll. Later sessions offer no upgrade.
function cuttingUpgrade({ respondToProbe, endPoll }) {
  let sessions = 0;
  let poll;
  let respond;
  let connected = false;
  let probed;
  let ended = false;
  const proceed = () => {
    if (poll && respond) {
      respond(poll);
      poll = respond = undefined;
    } else if (poll && connected && probed) {
      respondToProbe(probed);
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
        respond = (poll) => poll.end('40{"sid":"socket"}');
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
    // Delayed, so that the client sees the end of the websocket first.
    socket.on("close", () =>
      setTimeout(() => {
        ended = true;
        respond = endPoll;
        proceed();
      }, 200)
    );
  });
  return server;
}

const respondAndCut = (socket) => socket.send("3probe", () => socket.terminate());
const respondAndClose = (socket) => socket.send("3probe", () => socket.close(1001));

const askForEio3 = (url) => url.replace("EIO=4", "EIO=3");
const dropSidOfPosts = (url, method) => (method === "POST" ? url.replace(/&sid=[^&]*/, "") : url);
const replaceSid = (url) => url.replace(/sid=[^&]*/, "sid=aaaaaaaaaaaaaaaaAAAA");

const kinds = {
  "rate-limit-503": () => rateLimited(real()),
  "redirect-302": redirecting,
  "code0": () => real({ transports: ["websocket"] }).server,
  "code0-polling-only": () => real({ transports: ["polling"] }).server,
  "code1": () => rewritingUrls(replaceSid, real()),
  "code2": () => rewritingUrls(dropSidOfPosts, real()),
  "code3": () => withoutUpgrade(real()),
  "code4": () => real({ allowRequest: (request, decide) => decide("thou shalt not pass", false) }).server,
  "code5": () => rewritingUrls(askForEio3, real()),
  "code5-3.1": () => rewritingUrls(askForEio3, real({}, Server3)),
  "eio3-only": () => eio3Only(real({}, Server2)),
  "eio3-garbage": eio3Garbage,
  "no-pong-2.5": () => withoutPongs(real(FAST_HEARTBEAT, Server2)),
  "no-ping-4.8": () => withoutPings(real(FAST_HEARTBEAT)),
  "lost-pongs-4.8": () => discarding(["pong"], real(FAST_HEARTBEAT)),
  "lost-pings-2.5": () => discarding(["ping"], real(FAST_HEARTBEAT, Server2)),
  "truncated-event-4.8": () => changingMessages(truncateEvent, real()),
  "truncated-event-2.5": () => changingMessages(truncateEvent, real({}, Server2)),
  "netty-nope": () => changingMessages(respondTo("0/nope", '4/nope,"Invalid namespace"'), real()),
  "python-nope": () => changingMessages(respondTo("0/nope", '4/nope,"Unable to connect"'), real()),
  "cut-posts": () => cuttingPosts(real()),
  "one-post": () => silentAfterFirstPost(real()),
  "stalled-poll": () => stallingPolls(real(FAST_HEARTBEAT)),
  "held-polls": () => holdingPollsBack(real()),
  "repeated-polls": () => repeatingPolls(real()),
  "plain-ws": plainWebSocket,
  "ws-silent": () => net.createServer((socket) => socket.on("error", () => {}).resume()),
  "silent-until-websocket": silentUntilWebSocket,
  "ws-swallow": ignoringFrames,
  "ws-wrong-accept": () => openingWebSocket({ accept: "c29tZXRoaW5nIGVsc2Ugb2YgMjA=" }),
  "ws-masked-frame": () => openingWebSocket({ bytes: "\x81\x82mask\x00\x00" }),
  "ws-upgrade-refused": () => withoutUpgrade(real()),
  "upgrade-cut": () => cuttingUpgrade({ respondToProbe: respondAndCut, endPoll: (poll) => poll.end("6") }),
  "upgrade-closed": () => cuttingUpgrade({ respondToProbe: respondAndClose, endPoll: (poll) => poll.end("6") }),
  "upgrade-cut-both": () => cuttingUpgrade({ respondToProbe: respondAndCut, endPoll: (poll) => poll.destroy() }),
  "upgrade-unanswered": () =>
    cuttingUpgrade({ respondToProbe: (socket) => socket.terminate(), endPoll: (poll) => poll.destroy() }),
  "tcp-closer": () => net.createServer((socket) => socket.on("error", () => {}).destroy()),
  "close-midway": endingAfterEvent,
  "slow-headers": endlessHeaders,
  "without-slash-4.8": () => withoutSlash(real()),
  "without-slash-2.5": () => withoutSlash(real({}, Server2)),
};
for (const [kind, response] of Object.entries(responses)) {
  kinds[kind] = () => constantResponse(response);
  kinds[`upgrade-${kind}`] = () => refusingUpgrades(response, real());
}

const kind = process.argv[2];
if (!Object.hasOwn(kinds, kind)) {
  process.stderr.write(`no kind "${kind}"; there are: ${Object.keys(kinds).join(" ")}\n`);
  process.exit(2);
}
listen(kinds[kind]());
