// Provides the commands to measure: the given ones, or clean installations of this checkout.
"use strict";

const fs = require("fs");
const path = require("path");
const { CHECKOUT, javaOf } = require("./machine");
const { output } = require("./processes");

const major = (version) => Number(version.split(".")[0]);

// Returns the newest JDK of each major version as {version, home}, the newest first.
async function jdks() {
  const script = '. "$0" && find_java javac';
  const lines = await output("sh", ["-c", script, path.join(CHECKOUT, "src/main/launcher/find-java")]);
  const found = [...lines.matchAll(/^(\S+) (.+)$/gm)].map(([, version, home]) => ({ version, home }));
  return found.filter(({ version }, i) => found.findIndex((other) => major(other.version) === major(version)) === i);
}

async function install({ version, home }, progress) {
  const label = `JDK ${major(version)}`;
  const prefix = path.join(CHECKOUT, "target/bench", `jdk-${major(version)}`);
  progress(`installing with ${label}`);
  fs.rmSync(prefix, { recursive: true, force: true });
  fs.mkdirSync(path.dirname(prefix), { recursive: true });
  await output(path.join(CHECKOUT, "install.sh"), ["--prefix", prefix], { env: { ...process.env, SIO_JDK_DIRS: home } });
  return { label, command: path.join(prefix, "bin/sio"), ours: true };
}

async function installAll(progress) {
  const found = await jdks();
  if (found.length === 0) {
    throw new Error("no JDK 17 or newer found; install one or name its directory in SIO_JDK_DIRS");
  }
  const chosen = [found[0], ...found.slice(1).filter(({ version }) => major(version) === 17)];
  const subjects = [];
  for (const jdk of chosen) {
    subjects.push(await install(jdk, progress));
  }
  return subjects;
}

// Returns the commands as {label, command, java, modern}. A modern Java has the AOT cache, and therefore other targets.
async function subjects(given, progress) {
  const all = given.length > 0 ? given : await installAll(progress);
  return Promise.all(
    all.map(async (subject, i) => {
      const java = await javaOf(subject.command);
      const label = subject.label || (all.length === 1 ? "sio" : `sio ${i + 1}`);
      return { ...subject, label, java, modern: java === "" || major(java) >= 24 };
    })
  );
}

module.exports = { subjects };
