// Sends events faster than any client reads them: node flood.js --count N --size BYTES [--attachment BYTES]
//
// Accepts Engine.IO 4 over websocket, sends N events "data" and one event "end", and keeps the connection. An event has a
// running number and padding up to a packet of SIZE bytes, or with --attachment a running number and a binary attachment.
// It uses no library, because a library would be slower than the client.
"use strict";

const crypto = require("crypto");
const http = require("http");
const { argument, listen, log } = require("./fixture");

const COUNT = Number(argument("count", "1000000"));
const SIZE = Number(argument("size", "100"));
const ATTACHMENT = argument("attachment");
const CHUNK = 64 * 1024;
const OPEN = '0{"sid":"flood","upgrades":[],"pingInterval":300000,"pingTimeout":200000,"maxPayload":1000000}';
const [TEXT, BINARY, CLOSE, PING, PONG] = [1, 2, 8, 9, 10];

function header(opcode, length) {
  const [marker, bytes] = length < 126 ? [length, 0] : length < 65536 ? [126, 2] : [127, 8];
  const header = Buffer.alloc(2 + bytes);
  header.writeUInt16BE(((0x80 | opcode) << 8) | marker);
  if (bytes > 0) {
    header.writeUIntBE(length, bytes === 2 ? 2 : 4, bytes === 2 ? 2 : 6);
  }
  return header;
}

function frame(opcode, payload) {
  const body = Buffer.from(payload);
  return Buffer.concat([header(opcode, body.length), body]);
}

function event(number) {
  if (ATTACHMENT !== undefined) {
    const packet = `451-["data",${number},{"_placeholder":true,"num":0}]`;
    return Buffer.concat([frame(TEXT, packet), frame(BINARY, Buffer.alloc(Number(ATTACHMENT), "attached"))]);
  }
  const start = `42["data",${number},"`;
  return frame(TEXT, start + "x".repeat(Math.max(0, SIZE - start.length - 2)) + '"]');
}

// Frames whose numbers have the same count of digits differ only in the digits: each frame is the previous one with new digits.
function* chunks() {
  const buffer = Buffer.allocUnsafe(Math.max(CHUNK, event(COUNT).length));
  let number = 0;
  while (number < COUNT) {
    const template = event(number);
    const next = Math.min(COUNT, number === 0 ? 10 : number * 10);
    const last = template.indexOf('"data",') + 6 + String(number).length;
    let used = 0;
    for (; number < next; number++) {
      template.copy(buffer, used);
      used += template.length;
      for (let i = last; template[i] >= 48 && ++template[i] > 57; i--) {
        template[i] = 48;
      }
      if (used + template.length > buffer.length || number + 1 === next) {
        yield Buffer.from(buffer.subarray(0, used));
        used = 0;
      }
    }
  }
  yield frame(TEXT, '42["end"]');
}

function flood(socket) {
  const source = chunks();
  const pump = () => {
    for (let chunk = source.next(); !chunk.done; chunk = source.next()) {
      if (!socket.write(chunk.value)) {
        return socket.once("drain", pump);
      }
    }
    log("flooded", { count: COUNT });
  };
  pump();
}

function onFrame(socket, opcode, payload) {
  if (opcode === CLOSE) {
    socket.end(frame(CLOSE, payload));
  } else if (opcode === PING) {
    socket.write(frame(PONG, payload));
  } else if (opcode === TEXT && payload.toString().startsWith("40")) {
    socket.write(frame(TEXT, '40{"sid":"x"}'));
    flood(socket);
  } else if (opcode === TEXT && payload.toString() === "1") {
    socket.end(frame(CLOSE, ""));
  }
}

// Clients send little here, so an incomplete frame is copied until its rest arrives.
function readFrames(socket, onFrame) {
  let bytes = Buffer.alloc(0);
  socket.on("data", (data) => {
    bytes = Buffer.concat([bytes, data]);
    while (bytes.length >= 6) {
      const short = bytes[1] & 0x7f;
      const extra = short === 127 ? 8 : short === 126 ? 2 : 0;
      const start = 6 + extra;
      if (bytes.length < start) {
        return;
      }
      const length = extra ? bytes.readUIntBE(extra === 8 ? 4 : 2, extra === 8 ? 6 : 2) : short;
      if (bytes.length < start + length) {
        return;
      }
      const payload = bytes.subarray(start, start + length).map((byte, i) => byte ^ bytes[start - 4 + (i & 3)]);
      const opcode = bytes[0] & 15;
      bytes = bytes.subarray(start + length);
      onFrame(socket, opcode, payload);
    }
  });
}

const server = http.createServer((request, response) => {
  response.writeHead(400, { "Content-Type": "application/json" }).end('{"code":0,"message":"Transport unknown"}');
});

server.on("upgrade", (request, socket) => {
  const key = request.headers["sec-websocket-key"] + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
  const accept = crypto.createHash("sha1").update(key).digest("base64");
  socket.setNoDelay(true).on("error", () => {});
  socket.write(
    "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n" +
      `Sec-WebSocket-Accept: ${accept}\r\n\r\n`
  );
  readFrames(socket, onFrame);
  socket.write(frame(TEXT, OPEN));
});

listen(server);
