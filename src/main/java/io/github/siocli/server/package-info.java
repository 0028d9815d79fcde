/**
 * A Socket.IO server: clients, namespaces, rooms, acknowledgements and connection state recovery, for protocol 5 and
 * for the protocol of servers 1.x and 2.x.
 *
 * <p>Engine.IO is in {@code server.engine}; the behavior of a mock server is in {@code mock}.
 */
package io.github.siocli.server;
