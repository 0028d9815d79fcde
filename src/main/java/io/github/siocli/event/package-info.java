/**
 * Events of connections and servers as immutable records, failures with their exit codes, and the bounded queue that
 * carries events to the thread that shows them. Nothing in this package opens a connection or writes output.
 */
package io.github.siocli.event;
