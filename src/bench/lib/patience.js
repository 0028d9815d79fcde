// That nothing is waited for without end.
"use strict";

const { stop } = require("./processes");

// Resolves as the promise does; after that many seconds the process is ended, and it rejects.
async function within(seconds, what, child, promise) {
  let limit;
  const late = new Promise((_, reject) => {
    limit = setTimeout(() => reject(new Error(`${what} took more than ${seconds} s`)), seconds * 1000);
  });
  try {
    return await Promise.race([promise, late]);
  } catch (e) {
    await stop(child);
    throw e;
  } finally {
    clearTimeout(limit);
  }
}

module.exports = { within };
