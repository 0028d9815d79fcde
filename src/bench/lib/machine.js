// Describes the machine and the programs of a measurement.
"use strict";

const fs = require("fs");
const os = require("os");
const path = require("path");
const { output } = require("./processes");

const CHECKOUT = path.join(__dirname, "../../..");
const load = () => os.loadavg().map((average) => average.toFixed(2)).join(" ");

// Returns the version of a Java from its file "release" or from -version; empty if both fail.
async function javaVersion(java) {
  try {
    const release = fs.readFileSync(path.join(path.dirname(fs.realpathSync(java)), "../release"), "utf8");
    return /^JAVA_VERSION="?([^"\n]*)/m.exec(release)[1];
  } catch {
    const asked = await output("sh", ["-c", 'exec "$0" -version 2>&1', java]).catch(() => "");
    return (/version "([^"]*)"/.exec(asked) || ["", ""])[1];
  }
}

// Returns the version of the Java that an installed launcher starts; empty if unknown.
async function javaOf(command) {
  const java = /^java='?(\/[^'\n]*)'?$/m.exec(fs.readFileSync(command, "latin1"));
  return java ? javaVersion(java[1]) : "";
}

async function commit() {
  try {
    const [hash, changes] = await Promise.all([
      output("git", ["-C", CHECKOUT, "rev-parse", "--short", "HEAD"]),
      output("git", ["-C", CHECKOUT, "status", "--porcelain", "--untracked-files=no"]),
    ]);
    return `commit ${hash.trim()}${changes ? " with changes" : ""}`;
  } catch {
    return "commit unknown";
  }
}

async function facts(subjects) {
  const cpus = os.cpus();
  const describe = async ({ label, command, java, ours }) => {
    const version = (await output(command, ["--version"])).trim();
    return `${label}: ${version}${java ? ` on Java ${java}` : ""}${ours ? `, ${await commit()}` : ""}`;
  };
  const { version } = require("../../test/npm/node_modules/socket.io-client-4.8/package.json");
  return {
    date: new Date().toISOString().slice(0, 16).replace("T", " ") + " UTC",
    machine: `${cpus.length} x ${cpus[0]?.model.trim() || "unknown"}, ${(os.totalmem() / (1 << 30)).toFixed(1)} GiB`,
    system: `${os.type()} ${os.release()} ${os.arch()}`,
    node: `Node ${process.versions.node}, socket.io-client ${version}`,
    sio: await Promise.all(subjects.map(describe)),
  };
}

module.exports = { CHECKOUT, facts, javaOf, load };
