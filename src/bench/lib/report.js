// Formats the results as text and Markdown.
"use strict";

const fs = require("fs");
const table = require("./table");

const BEGIN = "<!-- table: begin -->";
const END = "<!-- table: end -->";

const COMPARED = ["wall sio", "Node", "ratio", "quartiles", "CPU sio", "Node", "ratio", "MiB sio", "Node", "ratio"];
const RATIOS = ["scenario", "sio on", ...COMPARED, "targets", "met"];
const FIGURES = ["scenario", "of", "what", "value", "spread", "target", "met"];
const NAMES = { wall: "wall", cpu: "CPU", memory: "memory" };

const formatIfFinite = (number, format) => (Number.isFinite(number) ? format(number) : "-");

function time(ms) {
  return formatIfFinite(ms, () => {
    if (ms < 1) {
      return `${(ms * 1000).toFixed(0)} µs`;
    }
    return ms < 10_000 ? `${ms.toFixed(ms < 100 ? 1 : 0)} ms` : `${(ms / 1000).toFixed(1)} s`;
  });
}

const times = (number) => formatIfFinite(number, () => number.toFixed(2));
const mebibytes = (number) => formatIfFinite(number, () => number.toFixed(number < 100 ? 1 : 0));

// A ratio meets its target if the rounded ratio does, as that one is printed.
const meets = (value, target) => Number(value.toFixed(2)) <= target;

function verdict(targets, values) {
  const names = Object.keys(targets);
  const missed = names.filter((name) => Number.isFinite(values[name]) && !meets(values[name], targets[name]));
  const unknown = names.filter((name) => !Number.isFinite(values[name]));
  const judgement = names.length === 0 ? "" : missed.length === 0 ? "yes" : `no: ${missed.map((name) => NAMES[name]).join(", ")}`;
  return unknown.length === 0 ? judgement : `not measured: ${unknown.map((name) => NAMES[name]).join(", ")}`;
}

function ratioCells({ title, label, runs, targets, wall, cpu, memory }) {
  const values = { wall: wall.ratio.value, cpu: cpu.ratio.value, memory: memory.ratio.value };
  return [
    title,
    label,
    ...[wall.sio, wall.node].map(time),
    times(values.wall),
    runs > 1 ? `${times(wall.ratio.low)}-${times(wall.ratio.high)}` : "-",
    ...[cpu.sio, cpu.node].map(time),
    times(values.cpu),
    ...[memory.sio, memory.node].map(mebibytes),
    times(values.memory),
    Object.entries(targets).map(([name, limit]) => `${NAMES[name]} ${limit}`).join(", "),
    verdict(targets, values),
  ];
}

const FORMATS = {
  ms: time,
  MiB: (number) => formatIfFinite(number, () => `${mebibytes(number)} MiB`),
  number: (number) => formatIfFinite(number, () => (Number.isInteger(number) ? String(number) : number.toFixed(1))),
  rate: (number) => formatIfFinite(number, () => `${Math.round(number / 1000)}k/s`),
};

function figureCells({ title, label, what, value, unit, spread, target }) {
  const format = FORMATS[unit];
  return [
    title,
    label,
    what,
    format(value),
    spread ? `${format(spread[0])} to ${format(spread[1])}` : "",
    target === undefined ? "" : `<= ${format(target)}`,
    target === undefined ? "" : Number.isFinite(value) ? (value <= target ? "yes" : "no") : "not measured",
  ];
}

function sections({ rows, figures }) {
  return [
    ...(rows.length ? [[RATIOS, rows.map(ratioCells)]] : []),
    ...(figures.length ? [[FIGURES, figures.map(figureCells)]] : []),
  ];
}

function head({ date, machine, system, node, sio }, { loads, runs, quick }) {
  return [
    `date: ${date}`,
    `machine: ${machine}`,
    `system: ${system}`,
    `peer: ${node}`,
    ...sio.map((line) => `sio on ${line}`),
    `load average: ${loads.join(" at the start, ")} at the end`,
    `runs: ${runs.short} of each short command and ${runs.long} of each long one, not counting warm-ups`,
    ...(quick ? ["a quick run of little work, whose figures say little"] : []),
  ];
}

function asText(facts, how, measured) {
  return [
    head(facts, how).join("\n"),
    ...sections(measured).map(([heads, rows]) => table.text(heads, rows)),
    ...(measured.notes.length ? [measured.notes.map((note) => `* ${note}`).join("\n")] : []),
  ].join("\n\n");
}

function asMarkdown(facts, how, measured) {
  const list = (lines) => lines.map((line) => `- ${line}`).join("\n");
  return [
    list(head(facts, how)),
    ...sections(measured).map(([heads, rows]) => table.markdown(heads, rows)),
    ...(measured.notes.length ? [list(measured.notes)] : []),
  ].join("\n\n");
}

const hasMarks = (text) => text.includes(BEGIN) && text.indexOf(END) > text.indexOf(BEGIN);

// Replaces the text between the marks, and keeps the rest of the file.
function writeMarkdown(file, body) {
  const block = `${BEGIN}\n\n${body}\n\n${END}`;
  let whole = `# Performance\n\n${block}\n`;
  if (fs.existsSync(file)) {
    const old = fs.readFileSync(file, "utf8");
    whole = old.slice(0, old.indexOf(BEGIN)) + block + old.slice(old.indexOf(END) + END.length);
  }
  const staged = `${file}.staged`;
  fs.writeFileSync(staged, whole);
  fs.renameSync(staged, file);
}

module.exports = { asMarkdown, asText, hasMarks, writeMarkdown };
