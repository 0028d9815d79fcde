// Parses the command line of the benchmark.
"use strict";

const fs = require("fs");
const path = require("path");
const { hasMarks } = require("./report");

const HELP = `Usage: src/bench/run [--runs N] [--only NAME[,NAME...]] [--quick] [--sio [LABEL=]PATH]... [--markdown FILE]

Compares the installed command sio with the official Node client that does the same work, and prints ratios.

  --runs N            Runs of each short command (default: 21, with --quick 7); of the long ones a third
  --only NAME[,NAME]  Only these scenarios or groups; --list names them
  --quick             Few runs of little work: shows that all of it works, not how fast it is
  --sio [LABEL=]PATH  An installed command to measure; repeatable (default: this checkout is installed below
                      target/bench, with the newest JDK found, and with JDK 17 where there is one besides)
  --markdown FILE     Write the tables to FILE too; where it exists, between its marks <!-- table: begin -->
                      and <!-- table: end -->
  --list              Name the scenarios
  --help              Show this

It measures, it does not judge: exit code 0 when the tables are complete, 1 when a scenario could not be measured, 2 for
wrong arguments.
`;

class UsageError extends Error {}

function parse(words, names) {
  const options = { runs: undefined, only: undefined, quick: false, subjects: [], markdown: undefined, list: false, help: false };
  const rest = [...words];
  while (rest.length > 0) {
    const [name, inline] = split(rest.shift());
    const value = () => {
      const given = inline === undefined ? rest.shift() : inline;
      if (given === undefined || given === "") {
        throw new UsageError(`${name} needs a value; see --help`);
      }
      return given;
    };
    if (["--quick", "--list", "--help"].includes(name) && inline !== undefined) {
      throw new UsageError(`${name} takes no value; see --help`);
    }
    switch (name) {
      case "--runs":
        options.runs = positiveNumber(name, value());
        break;
      case "--only":
        options.only = value().split(",").map((only) => scenarioName(only.trim(), names));
        break;
      case "--sio":
        options.subjects.push(subject(value()));
        break;
      case "--markdown":
        options.markdown = writableFile(value());
        break;
      case "--quick":
        options.quick = true;
        break;
      case "--list":
        options.list = true;
        break;
      case "--help":
      case "-h":
        options.help = true;
        break;
      default:
        throw new UsageError(`unknown argument: ${name}; see --help`);
    }
  }
  const labels = options.subjects.map(({ label }) => label);
  const duplicate = labels.find((label, i) => label !== undefined && labels.indexOf(label) !== i);
  if (duplicate !== undefined) {
    throw new UsageError(`two commands have the label ${duplicate}`);
  }
  return options;
}

function split(word) {
  const match = /^(--[a-z]+)=(.*)$/s.exec(word);
  return match ? [match[1], match[2]] : [word, undefined];
}

function positiveNumber(name, text) {
  if (!/^[1-9][0-9]{0,5}$/.test(text)) {
    throw new UsageError(`${name} needs a whole number from 1 on, not ${text}`);
  }
  return Number(text);
}

function scenarioName(name, names) {
  if (!names.includes(name)) {
    throw new UsageError(`no scenario is named ${name || "''"}; --list names them`);
  }
  return name;
}

function subject(text) {
  const at = fs.existsSync(text) ? -1 : text.indexOf("=");
  const command = path.resolve(text.slice(at + 1));
  try {
    fs.accessSync(command, fs.constants.X_OK);
  } catch {
    throw new UsageError(`there is no command ${command}`);
  }
  if (!fs.statSync(command).isFile()) {
    throw new UsageError(`${command} is not a command`);
  }
  return { label: at > 0 ? text.slice(0, at) : undefined, command };
}

// Checks the file before the run, which takes half an hour.
function writableFile(file) {
  const resolved = path.resolve(file);
  try {
    fs.accessSync(fs.existsSync(resolved) ? resolved : path.dirname(resolved), fs.constants.W_OK);
  } catch {
    throw new UsageError(`cannot write to ${file}`);
  }
  if (fs.existsSync(resolved) && !fs.statSync(resolved).isFile()) {
    throw new UsageError(`${file} is not a file`);
  }
  if (fs.existsSync(resolved) && !hasMarks(fs.readFileSync(resolved, "utf8"))) {
    throw new UsageError(`${file} has no marks to write between, <!-- table: begin --> and <!-- table: end -->`);
  }
  return resolved;
}

module.exports = { HELP, UsageError, parse };
