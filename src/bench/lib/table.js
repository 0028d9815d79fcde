// Formats tables as aligned text and as Markdown.
"use strict";

const isNumber = (cell) => /^[-\d.,% ]*(ms|s|µs|MiB|-)?$/.test(cell);
const width = (cell) => [...cell].length;

function text(heads, rows) {
  const widths = heads.map((head, i) => Math.max(...[head, ...rows.map((row) => row[i])].map(width)));
  const line = (cells) =>
    cells.map((cell, i) => (i > 1 && isNumber(cell) ? cell.padStart(widths[i]) : cell.padEnd(widths[i]))).join("  ").trimEnd();
  return [line(heads), widths.map((w) => "-".repeat(w)).join("  "), ...rows.map(line)].join("\n");
}

function markdown(heads, rows) {
  const line = (cells) => `| ${cells.map((cell) => cell.replace(/\|/g, "\\|")).join(" | ")} |`;
  return [line(heads), `|${heads.map(() => "---").join("|")}|`, ...rows.map(line)].join("\n");
}

module.exports = { markdown, text };
