// The official clients, as visitors of our server: node visitor.js URL SCENARIO [OPTIONS JSON]
//
// Options are those of the client, and also: version (4.8 or 2.5), number (how often). Each scenario prints lines of JSON
// about what it met, and the process ends with its standard input.
"use strict";

const fs = require("fs");
const readline = require("readline");

const [url, scenario, json = "{}"] = process.argv.slice(2);
const { version = "4.8", number = 1, ...options } = JSON.parse(json);
for (const file of ["ca"].filter((name) => options[name])) {
  options[file] = fs.readFileSync(options[file]);
}

const client = (v) => require(`socket.io-client-${v}`).io || require(`socket.io-client-${v}`);
const print = (record) => process.stdout.write(JSON.stringify(record) + "\n");
const once = (target, event) => new Promise((resolve) => target.once(event, (...args) => resolve(args)));
const ask = (socket, ...args) => new Promise((resolve) => socket.emit(...args, (...answer) => resolve(answer)));
const bytes = (value) => (value === undefined ? value : [...value]);
const open = (nsp = "", more = {}, v = version) =>
  client(v)(url + nsp, { forceNew: true, reconnection: false, timeout: 5000, ...options, ...more });
// The same refusal is an event of another name in 2.x, whose argument is the bare message or the bare data.
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
  async tour() {
    const root = open();
    const met = { ...(await welcomed(root)) };
    const [text, nested, big] = await ask(root, "echo", "hé \u2028 😀", { deep: [Buffer.from([1, 2]), { n: 1.5 }] }, Buffer.alloc(300000, 7));
    met.echo = [text, bytes(nested.deep[0]), nested.deep[1], big.length, big[299999]];
    root.emit("event-back", Buffer.from([3]), [], null, true);
    const [back, ...rest] = await once(root, "event-back");
    met.eventBack = [bytes(back), ...rest];
    root.once("question", (asked, answer) => answer(asked + "!", Buffer.from([9, 8])));
    root.emit("ask-me");
    const [answer, answered] = await once(root, "answered");
    met.answered = [answer, bytes(answered)];
    met.burst = (await Promise.all(Array.from({ length: 200 }, (_, i) => ask(root, "echo", i)))).map(([i]) => i).every((i, at) => i === at);
    const chat = root.io.socket("/chat", {});
    chat.connect();
    const [{ nsp }] = await once(chat, "welcome");
    met.chat = [nsp, ...(await ask(chat, "echo", "in chat"))];
    chat.disconnect();
    met.still = await ask(root, "echo", "still here");
    root.emit("kick");
    met.kicked = await once(root, "disconnect").then(([reason]) => reason);
    print(met);
    root.io.engine.close();
  },

  async refusals() {
    const met = {};
    const stranger = open("/admin");
    met.stranger = await refusal(stranger);
    const admin = open("/admin", withToken("s3cret, ä"));
    met.admin = (await once(admin, "welcome"))[0].nsp;
    met.invalid = await refusal(open("/nope"));
    met.dynamic = (await once(open("/dyn-7"), "welcome"))[0].nsp;
    print(met);
  },

  // Clients of both generations in one room.
  async rooms() {
    const visitors = [open("/chat", {}, "4.8"), open("/chat", {}, "2.5"), open("/chat", {}, "4.8"), open("/chat", {}, "2.5")];
    await Promise.all(visitors.map((visitor) => once(visitor, "welcome")));
    const heard = visitors.map(() => []);
    visitors.forEach((visitor, i) => visitor.on("said", (text) => heard[i].push(text)));
    await Promise.all([0, 1, 2].map((i) => ask(visitors[i], "join", "kitchen")));
    await ask(visitors[0], "say", "kitchen", "all in the room");
    await ask(visitors[1], "say-others", "kitchen", "others in the room");
    await ask(visitors[2], "leave", "kitchen");
    await ask(visitors[0], "say", "kitchen", "after one left");
    await ask(visitors[3], "shout", "everybody");
    await ask(visitors[3], "shout-others", "but the fourth");
    await Promise.all(visitors.map((visitor) => ask(visitor, "echo")));
    print(heard);
  },

  async crowd() {
    const guests = await Promise.all([0, 1, 2, 3].map(() => open()).map(async (guest) => (await once(guest, "welcome"), guest)));
    const fifth = open();
    const refused = await refusal(fifth);
    await ask(guests[0], "join", "watchers");
    const gone = once(guests[0], "somebody-left");
    guests[1].disconnect();
    await gone;
    const sixth = open();
    await once(sixth, "welcome");
    const again = await refusal(open());
    print({ refused, again });
  },

  // Connects again whenever it can.
  async stay() {
    const socket = open("", { reconnection: true, reconnectionDelay: 50, reconnectionDelayMax: 200 });
    socket.on("connect", () => print({ connect: socket.id, recovered: socket.recovered === true, transport: socket.io.engine.transport.name }));
    socket.on("disconnect", (reason) => print({ disconnect: reason }));
    socket.on("news", (...news) => print({ news }));
    readline.createInterface({ input: process.stdin }).on("line", (line) => {
      if (line === "cut") {
        socket.io.engine.close();
      } else if (line === "echo") {
        ask(socket, "echo", "x").then((echo) => print({ echo }));
      } else {
        ask(socket, ...JSON.parse(line)).then((answer) => print({ answer }));
      }
    });
  },

  // Several clients, each of which does what a line says, such as {"who":"ann","open":{"version":"2.5"}},
  // {"who":"ann","emit":["say",1]} or {"who":"ann","ask":["say",1]}, and tells what it met; asked something, it answers.
  async party() {
    const guests = {};
    const shown = (value) =>
      Buffer.isBuffer(value) || value instanceof ArrayBuffer
        ? { bytes: [...new Uint8Array(value)] }
        : value && typeof value === "object"
          ? Object.assign(Array.isArray(value) ? [] : {}, ...Object.entries(value).map(([key, part]) => ({ [key]: shown(part) })))
          : value;
    const arrive = (who, { nsp = "", version: v = version, ...more }) => {
      const guest = open(nsp, more, v);
      const tell = (...what) => print([who, ...what.map((part) => shown(part))]);
      const refused = (error) => tell("refused", error instanceof Error ? error.message : error, ...(error.data ? [error.data] : []));
      guest.on("connect", () => tell("connect"));
      guest.on("disconnect", (reason) => tell("disconnect", reason));
      guest.on("connect_error", refused);
      guest.on("error", refused);
      guest.onevent = (packet) => {
        const [event, ...args] = packet.data;
        tell("hears", event, ...args);
        if (packet.id !== undefined && event !== "ignored") {
          guest.ack(packet.id)("answer", ...args);
        }
      };
      guest.io.on("open", () => guest.io.engine.on("upgrade", () => tell("upgrade")));
      return { guest, tell };
    };
    readline.createInterface({ input: process.stdin }).on("line", (line) => {
      const { who, open: how, emit, ask: asked, leave } = JSON.parse(line, (_, value) => (value && value.bytes ? Buffer.from(value.bytes) : value));
      if (how) {
        guests[who] = arrive(who, how);
      } else if (emit) {
        guests[who].guest.emit(...emit);
      } else if (asked) {
        guests[who].guest.emit(...asked, (...answer) => guests[who].tell("answered", ...answer));
      } else if (leave) {
        guests[who].guest.disconnect();
      }
    });
  },

  async cycles() {
    let lost = 0;
    for (let i = 0; i < number; i++) {
      const socket = open();
      const [answer] = await ask(socket, "echo", i);
      lost += answer === i ? 0 : 1;
      socket.disconnect();
    }
    print({ cycles: number, lost });
  },
};

process.stdin.resume().on("close", () => process.exit(0));
scenarios[scenario]().catch((e) => print({ failed: String(e.stack) }));
