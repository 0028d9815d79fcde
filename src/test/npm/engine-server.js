// An Engine.IO server without a library, for behavior that real servers lack: node engine-server.js --options JSON.
//
// Options: eio (3 or 4), upgrades, closes (announces keep-alive in each response, and then closes the connection), autoPong
// (false to answer no websocket pings).
// The name of an event is a command. "post:STATUS" responds to the POST with that status, "page" with a web page. After the
// response to the POST, "close" sends a CLOSE packet, "forget" forgets the session, and "answer:TEXT" responds to each poll at
// once with that text. "code:NUMBER" closes the websocket with that code; 1005 closes it without a code, 1006 cuts it.
// "hang" reads nothing more from the websocket.
// It acknowledges each event that has an ack id.
"use strict";

const http = require("http");
const { WebSocketServer } = require("ws");
const { argument, listen, log } = require("./fixture");

const SEPARATOR = "\x1e";
const { eio = 4, upgrades = [], closes = false, autoPong = true } = JSON.parse(argument("options", "{}"));
const sessions = new Map();
let opened = 0;

function packets(body) {
  if (eio === 4) {
    return body.toString().split(SEPARATOR);
  }
  const found = [];
  for (let start = 0; start < body.length; ) {
    const end = body.indexOf(0xff, start);
    const length = Number([...body.subarray(start + 1, end)].join(""));
    found.push(body.subarray(end + 1, end + 1 + length).toString());
    start = end + 1 + length;
  }
  return found;
}

const payload = (texts) =>
  eio === 4 ? texts.join(SEPARATOR) : texts.map((text) => `${text.length}:${text}`).join("");

class Session {
  constructor() {
    this.sid = `session-${++opened}`;
    this.waiting = eio === 4 ? [] : ["40"];
    this.events = 0;
    sessions.set(this.sid, this);
  }

  handshake() {
    return "0" + JSON.stringify({ sid: this.sid, upgrades, pingInterval: 25000, pingTimeout: 20000 });
  }

  send(text) {
    this.waiting.push(text);
    this.flush();
  }

  flush() {
    if (this.poll && this.endless !== undefined) {
      this.take()(this.endless);
    } else if (this.poll && this.waiting.length) {
      const texts = this.waiting.splice(0);
      if (texts.includes("1")) {
        sessions.delete(this.sid);
      }
      this.take()(payload(texts));
    }
  }

  take() {
    const poll = this.poll;
    this.poll = undefined;
    return poll;
  }

  // Handles a packet, and returns the name of its event or "".
  receive(packet) {
    const [, id, array] = /^42(\d*)(\[.*)/.exec(packet) || [];
    if (packet.startsWith("40") && eio === 4) {
      this.send('40{"sid":"socket"}');
    } else if (array) {
      this.events++;
      const [name] = JSON.parse(array);
      if (id) {
        this.send(`43${id}[]`);
      }
      return name;
    } else if (packet === "1") {
      this.send("6");
    }
    return "";
  }
}

function respond(response, status, body, type = "text/plain; charset=UTF-8") {
  if (closes) {
    const { socket } = response;
    response.shouldKeepAlive = true;
    response.setHeader("Connection", "keep-alive").on("finish", () => socket.end());
  }
  response.writeHead(status, { "Content-Type": type, "Content-Length": Buffer.byteLength(body) }).end(body);
}

const page = (response) =>
  respond(response, 200, "<!doctype html>\n<title>Please log in</title>\n", "text/html; charset=utf-8");

function handlePost(session, body, response) {
  const all = packets(body);
  log("post", { packets: all.length, body: body.toString("latin1") });
  const [command, value] = /^(\w*):?(.*)/.exec(all.map((packet) => session.receive(packet)).pop()).slice(1);
  if (command === "post") {
    return respond(response, Number(value), "that is not for us");
  }
  if (command === "page") {
    return page(response);
  }
  respond(response, 200, "ok");
  if (command === "close") {
    session.send("1");
  } else if (command === "forget") {
    sessions.delete(session.sid);
    session.poll?.("6");
  } else if (command === "answer") {
    session.endless = value;
    session.flush();
  }
}

const server = http.createServer(async (request, response) => {
  const parts = [];
  for await (const part of request) {
    parts.push(part);
  }
  const sid = new URL(request.url, "http://localhost").searchParams.get("sid");
  if (!sid) {
    return respond(response, 200, payload([new Session().handshake()]));
  }
  const session = sessions.get(sid);
  if (!session) {
    return respond(response, 400, '{"code":1,"message":"Session ID unknown"}', "application/json");
  }
  if (request.method === "POST") {
    return handlePost(session, Buffer.concat(parts), response);
  }
  log("poll", { sid });
  session.poll = (text) => (text.startsWith("<") ? page(response) : respond(response, 200, text));
  session.flush();
});

new WebSocketServer({ server, autoPong }).on("connection", (socket, request) => {
  const sid = new URL(request.url, "http://localhost").searchParams.get("sid");
  const session = sessions.get(sid) || new Session();
  const send = () => session.waiting.splice(0).forEach((text) => socket.send(text));
  if (!sid) {
    socket.send(session.handshake());
    session.send = (text) => socket.send(text);
    send();
  }
  socket.on("error", () => {});
  socket.on("message", (data) => {
    const text = String(data);
    if (text === "2probe") {
      socket.send("3probe");
      session.send("6");
    } else if (text === "5") {
      session.send = (packet) => socket.send(packet);
    } else {
      const event = session.receive(text);
      if (event === "hang") {
        socket.pause();
      }
      const [, code] = /^code:(\d+)/.exec(event) || [];
      if (code === "1006") {
        socket.terminate();
      } else if (code) {
        socket.close(...(code === "1005" ? [] : [Number(code), "so be it"]));
      }
    }
  });
});

listen(server);
