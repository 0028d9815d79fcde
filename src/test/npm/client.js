// The official client, which checks the test servers: node client.js URL [OPTIONS JSON]
//
// Emits "echo" with an ack, prints the outcome as one line and ends. With the option "stay" it stays connected, prints
// everything that it receives, and emits each line of stdin as an event with an ack. With "count" it counts the events of that
// name until the event "end". The option "version" is the release of the client: 4.8, 2.5 or 1.7.
"use strict";

const fs = require("fs");
const readline = require("readline");

const [url, json = "{}"] = process.argv.slice(2);
const { version = "4.8", awaitUpgrade, stay, count, ...options } = JSON.parse(json);
const client = require(`socket.io-client-${version}`);
const io = client.io || client;
for (const file of ["ca", "cert", "key"].filter((name) => options[name])) {
  options[file] = fs.readFileSync(options[file]);
}

const socket = io(url, { reconnection: false, ...options });
const engine = socket.io.engine;

const print = (record) => process.stdout.write(JSON.stringify(record) + "\n");

function end(record) {
  print(record);
  if (!stay) {
    socket.disconnect();
    engine.close();
    process.stdin.unref();
  }
}

async function echo() {
  const { sid } = await new Promise((resolve) => socket.once("welcome", resolve));
  if (awaitUpgrade && engine.transport.name === "polling") {
    await new Promise((resolve) => engine.once("upgrade", resolve));
  }
  if (stay) {
    return print({ transport: engine.transport.name });
  }
  socket.emit("echo", "h\u00e9", Buffer.from([1, 2]), (text, bytes) =>
    end({ transport: engine.transport.name, welcomed: sid === socket.id, text, bytes: [...bytes] })
  );
}

function countEvents() {
  let [number, last, inOrder] = [0, -1, true];
  socket.on(count, (running) => {
    inOrder &&= running === last + 1;
    last = running;
    number++;
  });
  socket.on("end", () => end({ count: number, last, inOrder }));
}

// A refused namespace has data; a failed transport has a status or a TLS error.
function causeOf({ message, data, description }) {
  const status = typeof description === "number" ? description : undefined;
  const cause = description?.code || description?.error?.code || description?.message;
  return { error: message, data, status, cause };
}

if (stay) {
  socket.onAny((event, ...args) => {
    const ack = typeof args[args.length - 1] === "function" ? args.pop() : () => {};
    print({ event, args });
    ack("answer");
  });
  socket.on("disconnect", (reason) => print({ disconnect: reason }));
  engine.on("packet", ({ type, data }) => type === "message" && print({ packet: data }));
  engine.on("upgradeError", (e) => print({ upgradeError: e.message }));
  readline.createInterface({ input: process.stdin }).on("line", (line) =>
    socket.emit(...JSON.parse(line), (...ack) => print({ ack }))
  );
} else {
  process.stdin.resume();
}
process.stdin.on("close", () => process.exit(0));

count ? countEvents() : echo();
socket.on("connect_error", (e) => end(causeOf(e)));
