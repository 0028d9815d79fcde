// Limits the time that the benchmark waits for a process.
"use strict";

const { stop } = require("./processes");

// Resolves as the promise does. After the given seconds it ends the process and rejects.
async function withTimeout(seconds, label, child, promise) {
  let timer;
  const timeout = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${label} took more than ${seconds} s`)), seconds * 1000);
  });
  try {
    return await Promise.race([promise, timeout]);
  } catch (e) {
    await stop(child);
    throw e;
  } finally {
    clearTimeout(timer);
  }
}

module.exports = { withTimeout };
