// A web page that connects to servers: node page.js [--tls JSON].
//
// A line {"cases": [...]} of stdin sets the cases. Each has a name, a page (the query with which the page is opened that runs it), a
// url, and perhaps eio3 (use the client of 2.x) and headers (extraHeaders of the client). The page connects over polling without and
// with credentials, and over websocket; the log gets whether the client connected, and "done" after the last case of a page.
"use strict";

const fs = require("fs");
const { argument, createServer, listen, log } = require("./fixture");

const tls = JSON.parse(argument("tls", "null"));
const library = (version) => fs.readFileSync(require.resolve(`socket.io-client-${version}/dist/socket.io.js`));
let cases = [];

// Runs in the browser.
async function connectAll(cases, clients) {
  const connects = ({ url, eio3, headers }, options) =>
    new Promise((resolve) => {
      const extra = eio3 ? { transportOptions: { polling: { extraHeaders: headers } } } : { extraHeaders: headers };
      const socket = (eio3 ? clients.eio3 : clients.eio4)(url, {
        forceNew: true,
        reconnection: false,
        ...(headers && extra),
        ...options,
      });
      const end = (result) => {
        socket.close();
        resolve(result);
      };
      socket.on("connect", () => end(true));
      ["connect_error", "connect_timeout"].forEach((event) => socket.on(event, () => end(false)));
    });
  const verdict = async (one) => ({
    name: one.name,
    plain: await connects(one, { transports: ["polling"], withCredentials: false }),
    credentials: await connects(one, { transports: ["polling"], withCredentials: true }),
    websocket: await connects(one, { transports: ["websocket"] }),
  });
  const verdicts = await Promise.all(cases.map(verdict));
  await fetch("/verdicts" + location.search, { method: "POST", body: JSON.stringify(verdicts) });
}

const page = (name) => `<!doctype html>
<script src="/2.5.js"></script><script>const eio3 = io;</script>
<script src="/4.8.js"></script><script>const eio4 = io;</script>
<script>(${connectAll})(${JSON.stringify(cases.filter((one) => one.page === name))}, { eio3, eio4 });</script>`;

async function respond(request, response) {
  const [path, query] = request.url.split("?");
  const [, version] = /^\/(\d\.\d)\.js$/.exec(path) || [];
  if (request.method === "POST") {
    let body = "";
    for await (const part of request) {
      body += part;
    }
    JSON.parse(body).forEach((verdict) => log("verdict", verdict));
    log("done", { page: query });
    response.end();
  } else if (version) {
    response.writeHead(200, { "Content-Type": "text/javascript" }).end(library(version));
  } else {
    response.writeHead(200, { "Content-Type": "text/html" }).end(query ? page(query) : "");
  }
}

listen(createServer(tls, respond), { tls: Boolean(tls), onLine: (line) => (cases = line.cases) });
