// Reads a flood to its end and discards it: node reader.js PORT
"use strict";

const net = require("net");

const END = Buffer.from('42["end"]');
const socket = net.connect(Number(process.argv[2]), "127.0.0.1");
socket.write(
  "GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n" +
    "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"
);
// "40" in a frame with a mask of zeros. It is sent after the response to the upgrade, because the server may lose data before it.
socket.once("data", () => socket.write(Buffer.from([0x81, 0x82, 0, 0, 0, 0, 0x34, 0x30])));

let tail = Buffer.alloc(0);
socket.on("data", (data) => {
  tail = data.length < END.length ? Buffer.concat([tail, data]).subarray(-END.length) : data.subarray(-END.length);
  if (tail.equals(END)) {
    socket.destroy();
  }
});
