// The official client, to check the fixtures with: node client.js URL [OPTIONS JSON], prints one line about what it met.
"use strict";

const fs = require("fs");
const { io } = require("socket.io-client-4.8");

const [url, json = "{}"] = process.argv.slice(2);
const { ca, awaitUpgrade, ...options } = JSON.parse(json);
if (ca) {
  options.ca = fs.readFileSync(ca);
}

const socket = io(url, { reconnection: false, ...options });
const engine = socket.io.engine;

function end(record) {
  process.stdout.write(JSON.stringify(record) + "\n");
  socket.disconnect();
}

const upgraded = awaitUpgrade ? new Promise((resolve) => engine.once("upgrade", resolve)) : Promise.resolve();
const welcome = new Promise((resolve) => socket.once("welcome", resolve));

socket.on("connect", async () => {
  const { sid } = await welcome;
  await upgraded;
  socket.emit("echo", "h\u00e9", Buffer.from([1, 2]), (text, bytes) =>
    end({ transport: engine.transport.name, welcomed: sid === socket.id, text, bytes: [...bytes] })
  );
});

socket.on("connect_error", (e) => {
  end({ error: e.message, data: e.data, status: e.description });
  socket.io.engine.close();
});
