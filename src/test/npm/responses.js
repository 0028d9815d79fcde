// Responses of HTTP servers that are not Socket.IO servers. failing-servers.js sends them for every request, including upgrades.
"use strict";

const NGINX = { Server: "nginx/1.22.1", "Content-Type": "text/html" };

const JSON_TYPE = { "Content-Type": "application/json" };
const PLAIN = { "Content-Type": "text/plain" };

const page = (title) =>
  `<html>\r\n<head><title>${title}</title></head>\r\n<body>\r\n<center><h1>${title}</h1></center>\r\n` +
  "<hr><center>nginx/1.22.1</center>\r\n</body>\r\n</html>\r\n";

const nginx = (status, title, headers) => ({
  status,
  headers: { ...NGINX, ...headers },
  body: page(`${status} ${title}`),
});

module.exports = {
  "spa-html": {
    status: 200,
    headers: { "Content-Type": "text/html; charset=utf-8" },
    body: '<!doctype html>\n<html><head><title>My App</title></head><body><div id="root"></div></body></html>\n',
  },
  "express-404": {
    status: 404,
    headers: {
      "X-Powered-By": "Express",
      "Content-Security-Policy": "default-src 'none'",
      "X-Content-Type-Options": "nosniff",
      "Content-Type": "text/html; charset=utf-8",
    },
    body:
      '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>Error</title>\n</head>\n<body>\n' +
      "<pre>Cannot GET /socket.io/</pre>\n</body>\n</html>\n",
  },
  "bad-gateway-502": nginx(502, "Bad Gateway"),
  "unavailable-503": nginx(503, "Service Temporarily Unavailable"),
  "gateway-timeout-504": nginx(504, "Gateway Time-out"),
  "too-many-429": nginx(429, "Too Many Requests", { "Retry-After": "30" }),
  "unauthorized-401": nginx(401, "Authorization Required", { "WWW-Authenticate": 'Basic realm="restricted"' }),
  "forbidden-403-html": nginx(403, "Forbidden"),
  "proxy-login-407": { status: 407, headers: { "Proxy-Authenticate": 'Basic realm="corp"' }, body: "Log in first" },
  "headers-too-large-431": { status: 431 },
  "tls-port-400": nginx(400, "The plain HTTP request was sent to HTTPS port"),
  "socketio-0.9": { status: 200, headers: { "Content-Type": "text/plain" }, body: "Welcome to socket.io." },
  // netty-socketio: an unknown path, and a client that its AuthorizationListener refuses.
  "netty-400": { status: 400 },
  "netty-401": { status: 401 },
  // python-socketio: errors are JSON strings, and the arguments of a connect handler's refusal a JSON array.
  "python-401": { status: 401, headers: JSON_TYPE, body: '["authentication failed", {"x": 1}]' },
  "python-transport": { status: 400, headers: PLAIN, body: '"Invalid transport"' },
  "python-session": { status: 400, headers: PLAIN, body: '"Invalid session"' },
  "python-origin": { status: 400, headers: PLAIN, body: '"Not an accepted origin."' },
  "python-version": {
    status: 400,
    headers: PLAIN,
    body: '"The client is using an unsupported version of the Socket.IO or Engine.IO protocols"',
  },
  // socketioxide: error codes are strings.
  "code5-string": { status: 400, headers: JSON_TYPE, body: '{"code":"5","message":"Unsupported protocol version"}' },
  "garbage-200": { status: 200, headers: { "Content-Type": "text/plain; charset=utf-8" }, body: "\u0000\u001b[31mgarbage{{{\n" },
};
