// Runs a command in a pseudo-terminal with script(1).
"use strict";

const { execFileSync } = require("child_process");
const { adoptGroup, start } = require("./processes");

const MARK = /\u0001(\d+)\u0001/;
const QUOTE = (word) => `'${String(word).replace(/'/g, `'\\''`)}'`;

function flavour() {
  if (process.platform === "darwin") {
    return "bsd";
  }
  try {
    return execFileSync("script", ["--version"], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }).includes("util-linux")
      ? "util-linux"
      : undefined;
  } catch {
    return undefined;
  }
}

const kind = flavour();
const missing = kind ? undefined : "there is no script(1) of util-linux here, which makes a terminal";

// Runs a command in a terminal. onText gets the end of all text so far, the milliseconds since the start of the command, and the time of the
// data.
function inTerminal(words, { env = {}, onText }) {
  const line = `stty rows 40 cols 120; printf '\\001%s\\001' $$; exec ${words.map(QUOTE).join(" ")}`;
  const args = kind === "bsd" ? ["-q", "/dev/null", "sh", "-c", line] : ["-qfc", line, "/dev/null"];
  const child = start("script", args, { stdio: ["pipe", "pipe", "ignore"], env: { ...process.env, TERM: "xterm-256color", ...env } });
  let text = "";
  let began;
  child.stdin.on("error", () => {});
  child.stdout.setEncoding("utf8").on("data", (data) => {
    const now = process.hrtime.bigint();
    // Keeps the end only, because the text of a flood is long.
    text = text.slice(-64 * 1024) + data;
    const mark = began === undefined && MARK.exec(text);
    if (mark) {
      began = now;
      adoptGroup(child, Number(mark[1]));
      text = text.slice(mark.index + mark[0].length);
    }
    if (began !== undefined) {
      onText(text, Number(now - began) / 1e6, now);
    }
  });
  return child;
}

module.exports = { inTerminal, missing };
