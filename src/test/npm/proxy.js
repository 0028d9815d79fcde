// A proxy that forwards requests and logs them: node proxy.js http|https|socks5 [OPTIONS JSON]
//
// Options: user and password (required from the client), challenge (the value of Proxy-Authenticate), hosts {name: address}
// (names that only the proxy can resolve), refuse (an HTTP status or a SOCKS reply for each request), body (of that status),
// mute (sends no response), tls {key, cert: files}.
"use strict";

const { once } = require("events");
const http = require("http");
const net = require("net");
const { createServer, listen, log } = require("./fixture");

const kind = process.argv[2];
const options = JSON.parse(process.argv[3] || "{}");
const { user, password, challenge = 'Basic realm="fixture"', hosts = {}, refuse, body = "", mute, tls } = options;

const resolved = (host) => hosts[host] || host;

function splice(one, other) {
  one.pipe(other);
  other.pipe(one);
  one.on("error", () => other.destroy()).on("close", () => other.destroy());
  other.on("error", () => one.destroy()).on("close", () => one.destroy());
}

// Returns true if the proxy forwards the HTTP request; otherwise it has responded.
function isAllowed(request, respond) {
  if (mute) {
    return false;
  }
  const expected = "Basic " + Buffer.from(`${user}:${password}`).toString("base64");
  if (user !== undefined && request.headers["proxy-authorization"] !== expected) {
    respond(407, { "Proxy-Authenticate": challenge }, "Who are you?");
    return false;
  }
  if (refuse) {
    respond(refuse, {}, body);
    return false;
  }
  return true;
}

function logRequest(request) {
  const { method, url, headers } = request;
  log("request", { method, url, authorization: headers["proxy-authorization"] });
}

function httpProxy() {
  const server = createServer(tls, (request, response) => {
    logRequest(request);
    const respond = (status, headers, text) => response.writeHead(status, { ...headers, Server: "fixture" }).end(text);
    if (!isAllowed(request, respond)) {
      return;
    }
    const { hostname, port, pathname, search } = new URL(request.url);
    const headers = { ...request.headers };
    delete headers["proxy-authorization"];
    const forwarded = http.request(
      { host: resolved(hostname), port, method: request.method, path: pathname + search, headers },
      (from) => from.pipe(response.writeHead(from.statusCode, from.headers))
    );
    forwarded.on("error", (e) => respond(502, {}, e.code));
    response.on("close", () => forwarded.destroy());
    request.pipe(forwarded);
  });
  server.on("connect", (request, client, head) => {
    logRequest(request);
    client.on("error", () => {});
    const respond = (status, headers, text) =>
      client.end(
        `HTTP/1.1 ${status} ${http.STATUS_CODES[status]}\r\n` +
          Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`).join("") +
          `Content-Length: ${text.length}\r\n\r\n${text}`
      );
    if (!isAllowed(request, respond)) {
      return;
    }
    const [, host, port] = request.url.match(/^\[?(.*?)]?:(\d+)$/);
    const server = net.connect(port, resolved(host), () => {
      client.write("HTTP/1.1 200 Connection established\r\n\r\n");
      server.write(head);
      splice(client, server);
    });
    server.on("error", (e) => respond(502, {}, e.code));
  });
  return server;
}

// Reads exactly this number of bytes, and leaves the following ones in the stream.
async function readBytes(socket, length) {
  for (;;) {
    const piece = length === 0 ? Buffer.alloc(0) : socket.read(length);
    if (piece) {
      return piece;
    }
    if (socket.readableEnded || socket.destroyed) {
      throw new Error("closed");
    }
    await once(socket, "readable");
  }
}

async function socks(client) {
  client.on("error", () => {});
  const readText = async () => (await readBytes(client, (await readBytes(client, 1))[0])).toString();

  const [, count] = await readBytes(client, 2);
  const methods = [...(await readBytes(client, count))];
  const method = user === undefined ? 0 : 2;
  log("greeting", { methods });
  if (!methods.includes(method)) {
    return client.end(Buffer.from([5, 0xff]));
  }
  client.write(Buffer.from([5, method]));
  if (method === 2) {
    await readBytes(client, 1);
    const [givenUser, givenPassword] = [await readText(), await readText()];
    const known = givenUser === user && givenPassword === password;
    log("login", { user: givenUser, known });
    client.write(Buffer.from([1, known ? 0 : 1]));
    if (!known) {
      return client.end();
    }
  }
  const [, command, , type] = await readBytes(client, 4);
  const host = type === 3 ? await readText() : [...(await readBytes(client, type === 1 ? 4 : 16))].join(".");
  const port = (await readBytes(client, 2)).readUInt16BE();
  log("connect", { command, type: { 1: "ipv4", 3: "name", 4: "ipv6" }[type], host, port });
  if (mute) {
    return;
  }
  const reply = (code) => client.write(Buffer.from([5, code, 0, 1, 0, 0, 0, 0, 0, 0]));
  if (refuse) {
    reply(refuse);
    return client.end();
  }
  const server = net.connect(port, resolved(host), () => {
    reply(0);
    splice(client, server);
  });
  server.on("error", () => {
    reply(5);
    client.end();
  });
}

const kinds = {
  http: httpProxy,
  https: httpProxy,
  socks5: () => net.createServer((client) => socks(client).catch(() => client.destroy())),
};
listen(kinds[kind](), { tls: kind === "https" });
