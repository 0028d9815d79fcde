// Scenarios with one short command, as in a shell script.
"use strict";

const path = require("path");
const { compare } = require("../lib/compare");
const { measure } = require("../lib/measure");
const { withServer } = require("../lib/servers");
const { createCertificates } = require("../lib/certificates");

const PEER = path.join(__dirname, "../peers/emit.js");

const requireOutput = async (text, run) => {
  const result = await run;
  if (result.text.trim() !== text) {
    throw new Error(`the answer was ${JSON.stringify(result.text)} and not ${text}`);
  }
  return result;
};

function emit({ name, title, transports, tls, targets }) {
  return {
    name,
    title,
    async run(bench) {
      const certificates = tls ? await createCertificates(bench.scratch) : undefined;
      return withServer(async ({ port }) => {
        const url = `${tls ? "https" : "http"}://127.0.0.1:${port}`;
        const args = ["emit", url, "echo", "1", "--ack"];
        if (transports === "websocket") {
          args.push("--transport", "websocket");
        }
        if (tls) {
          args.push("--cacert", certificates.ca);
        }
        const once = (command, words) => () => requireOutput("1", measure(bench.scratch, { command, args: words }));
        const rows = bench.subjects.map((subject) => ({
          title,
          subject,
          targets: targets(subject),
          run: once(subject.command, args),
        }));
        const peer = { run: once(process.execPath, [PEER, url, transports, ...(tls ? [certificates.ca] : [])]) };
        return { rows: await compare(rows, peer, bench.short) };
      }, { tls: certificates && { key: certificates.key, cert: certificates.cert } });
    },
  };
}

function local(name, flag) {
  const title = `sio ${flag}, against node -e 0`;
  return {
    name,
    title,
    async run(bench) {
      const rows = bench.subjects.map((subject) => ({
        title,
        subject,
        targets: subject.modern ? { wall: 1 } : {},
        run: () => measure(bench.scratch, { command: subject.command, args: [flag] }),
      }));
      const peer = { run: () => measure(bench.scratch, { command: process.execPath, args: ["-e", "0"] }) };
      return { rows: await compare(rows, peer, bench.short) };
    },
  };
}

const atMostNode = ({ modern }) => (modern ? { wall: 1 } : {});

module.exports = [
  emit({
    name: "emit-websocket",
    title: "emit --ack, http, websocket",
    transports: "websocket",
    targets: ({ modern }) => (modern ? { wall: 0.75, cpu: 1, memory: 0.9 } : { wall: 1.1 }),
  }),
  emit({ name: "emit-default", title: "emit --ack, http, default transports", transports: "polling,websocket", targets: atMostNode }),
  emit({ name: "emit-tls", title: "emit --ack, https, websocket", transports: "websocket", tls: true, targets: atMostNode }),
  emit({
    name: "emit-tls-default",
    title: "emit --ack, https, default transports",
    transports: "polling,websocket",
    tls: true,
    targets: atMostNode,
  }),
  local("version", "--version"),
  local("help", "--help"),
];
