// Scenarios of official clients for sio's server: node client-scenarios.js URL SCENARIO [OPTIONS JSON]
//
// Options are those of the client, and also: version (4.8 or 2.5), number (of repetitions). Each scenario prints its results as
// lines of JSON, and the process ends with its standard input.
"use strict";

const fs = require("fs");
const readline = require("readline");

const [url, scenario, json = "{}"] = process.argv.slice(2);
const { version = "4.8", number = 1, ...options } = JSON.parse(json);
for (const file of ["ca"].filter((name) => options[name])) {
  options[file] = fs.readFileSync(options[file]);
}

const client = (release) => require(`socket.io-client-${release}`).io || require(`socket.io-client-${release}`);
const print = (record) => process.stdout.write(JSON.stringify(record) + "\n");
const once = (target, event) => new Promise((resolve) => target.once(event, (...args) => resolve(args)));
const emitWithAck = (socket, ...args) => new Promise((resolve) => socket.emit(...args, (...answer) => resolve(answer)));
const bytes = (value) => (value === undefined ? value : [...value]);
const connect = (nsp = "", clientOptions = {}, clientVersion = version) =>
  client(clientVersion)(url + nsp, { forceNew: true, reconnection: false, timeout: 5000, ...options, ...clientOptions });
// In 2.x a refusal is the event "error", and its argument is the message or the data.
const refusal = async (socket) => {
  const [error] = await once(socket, version === "2.5" ? "error" : "connect_error");
  return error instanceof Error ? { message: error.message, data: error.data } : error;
};
const withToken = (token) => (version === "2.5" ? { query: { token } } : { auth: { token } });

async function welcomed(socket) {
  const [{ sid }] = await once(socket, "welcome");
  const engine = socket.io.engine;
  if (options.transports?.length === 2 && engine.transport.name === "polling") {
    await once(engine, "upgrade");
  }
  return { transport: engine.transport.name, ownId: sid === socket.id };
}

const scenarios = {
  // Uses each feature of the server once.
  async tour() {
    const root = connect();
    const results = { ...(await welcomed(root)) };
    const [text, nested, big] = await emitWithAck(root, "echo", "hé \u2028 😀", { deep: [Buffer.from([1, 2]), { n: 1.5 }] }, Buffer.alloc(300000, 7));
    results.echo = [text, bytes(nested.deep[0]), nested.deep[1], big.length, big[299999]];
    root.emit("event-back", Buffer.from([3]), [], null, true);
    const [back, ...rest] = await once(root, "event-back");
    results.eventBack = [bytes(back), ...rest];
    root.once("question", (asked, answer) => answer(asked + "!", Buffer.from([9, 8])));
    root.emit("ask-me");
    const [answer, answered] = await once(root, "answered");
    results.answered = [answer, bytes(answered)];
    results.burst = (await Promise.all(Array.from({ length: 200 }, (_, i) => emitWithAck(root, "echo", i)))).map(([i]) => i).every((i, at) => i === at);
    const chat = root.io.socket("/chat", {});
    chat.connect();
    const [{ nsp }] = await once(chat, "welcome");
    results.chat = [nsp, ...(await emitWithAck(chat, "echo", "in chat"))];
    chat.disconnect();
    results.still = await emitWithAck(root, "echo", "still here");
    root.emit("kick");
    results.kicked = await once(root, "disconnect").then(([reason]) => reason);
    print(results);
    root.io.engine.close();
  },

  // Connects to namespaces that refuse or accept the client.
  async refusals() {
    const results = {};
    const stranger = connect("/admin");
    results.stranger = await refusal(stranger);
    const admin = connect("/admin", withToken("s3cret, ä"));
    results.admin = (await once(admin, "welcome"))[0].nsp;
    results.invalid = await refusal(connect("/nope"));
    results.dynamic = (await once(connect("/dyn-7"), "welcome"))[0].nsp;
    print(results);
  },

  // Sends to rooms with clients of both releases.
  async rooms() {
    const clients = [connect("/chat", {}, "4.8"), connect("/chat", {}, "2.5"), connect("/chat", {}, "4.8"), connect("/chat", {}, "2.5")];
    await Promise.all(clients.map((socket) => once(socket, "welcome")));
    const received = clients.map(() => []);
    clients.forEach((socket, i) => socket.on("said", (text) => received[i].push(text)));
    await Promise.all([0, 1, 2].map((i) => emitWithAck(clients[i], "join", "kitchen")));
    await emitWithAck(clients[0], "say", "kitchen", "all in the room");
    await emitWithAck(clients[1], "say-others", "kitchen", "others in the room");
    await emitWithAck(clients[2], "leave", "kitchen");
    await emitWithAck(clients[0], "say", "kitchen", "after one left");
    await emitWithAck(clients[3], "shout", "everybody");
    await emitWithAck(clients[3], "shout-others", "but the fourth");
    await Promise.all(clients.map((socket) => emitWithAck(socket, "echo")));
    print(received);
  },

  // Fills a server that accepts four clients, and connects again after one has left.
  async crowd() {
    const accepted = await Promise.all([0, 1, 2, 3].map(() => connect()).map(async (socket) => (await once(socket, "welcome"), socket)));
    const fifth = connect();
    const refused = await refusal(fifth);
    await emitWithAck(accepted[0], "join", "watchers");
    const left = once(accepted[0], "somebody-left");
    accepted[1].disconnect();
    await left;
    const sixth = connect();
    await once(sixth, "welcome");
    const refusedAgain = await refusal(connect());
    print({ refused, again: refusedAgain });
  },

  // Reconnects after each disconnect. A line "cut" closes the connection, "echo" emits an echo, and JSON emits that event.
  async stay() {
    const socket = connect("", { reconnection: true, reconnectionDelay: 50, reconnectionDelayMax: 200 });
    socket.on("connect", () => print({ connect: socket.id, recovered: socket.recovered === true, transport: socket.io.engine.transport.name }));
    socket.on("disconnect", (reason) => print({ disconnect: reason }));
    socket.on("news", (...news) => print({ news }));
    readline.createInterface({ input: process.stdin }).on("line", (line) => {
      if (line === "cut") {
        socket.io.engine.close();
      } else if (line === "echo") {
        emitWithAck(socket, "echo", "x").then((echo) => print({ echo }));
      } else {
        emitWithAck(socket, ...JSON.parse(line)).then((answer) => print({ answer }));
      }
    });
  },

  // Named clients that execute commands, one per line, such as {"client":"ann","open":{"version":"2.5"}},
  // {"client":"ann","emit":["say",1]} or {"client":"ann","ask":["say",1]}. They print what they receive, and acknowledge events.
  async commands() {
    const clients = {};
    const printable = (value) =>
      Buffer.isBuffer(value) || value instanceof ArrayBuffer
        ? { bytes: [...new Uint8Array(value)] }
        : value && typeof value === "object"
          ? Object.assign(Array.isArray(value) ? [] : {}, ...Object.entries(value).map(([key, part]) => ({ [key]: printable(part) })))
          : value;
    const createClient = (name, { nsp = "", version: clientVersion = version, ...clientOptions }) => {
      const socket = connect(nsp, clientOptions, clientVersion);
      const report = (...values) => print([name, ...values.map((value) => printable(value))]);
      const reportRefusal = (error) =>
        report("refused", error instanceof Error ? error.message : error, ...(error.data ? [error.data] : []));
      socket.on("connect", () => report("connect"));
      socket.on("disconnect", (reason) => report("disconnect", reason));
      socket.on("connect_error", reportRefusal);
      socket.on("error", reportRefusal);
      socket.onevent = (packet) => {
        const [event, ...args] = packet.data;
        report("hears", event, ...args);
        if (packet.id !== undefined && event !== "ignored") {
          socket.ack(packet.id)("answer", ...args);
        }
      };
      socket.io.on("open", () => socket.io.engine.on("upgrade", () => report("upgrade")));
      return { socket, report };
    };
    const bytesToBuffer = (key, value) => (value && value.bytes ? Buffer.from(value.bytes) : value);
    readline.createInterface({ input: process.stdin }).on("line", (line) => {
      const { client: name, open, emit, ask, leave } = JSON.parse(line, bytesToBuffer);
      if (open) {
        clients[name] = createClient(name, open);
        return;
      }
      const { socket, report } = clients[name];
      if (emit) {
        socket.emit(...emit);
      } else if (ask) {
        socket.emit(...ask, (...answer) => report("answered", ...answer));
      } else if (leave) {
        socket.disconnect();
      }
    });
  },

  // Connects, emits with an ack and disconnects a number of times.
  async cycles() {
    let lost = 0;
    for (let i = 0; i < number; i++) {
      const socket = connect();
      const [answer] = await emitWithAck(socket, "echo", i);
      lost += answer === i ? 0 : 1;
      socket.disconnect();
    }
    print({ cycles: number, lost });
  },
};

process.stdin.resume().on("close", () => process.exit(0));
scenarios[scenario]().catch((e) => print({ failed: String(e.stack) }));
