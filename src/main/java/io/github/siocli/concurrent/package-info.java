/** Threads and timers. */
package io.github.siocli.concurrent;
