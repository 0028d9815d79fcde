/**
 * Sessions with a Socket.IO server.
 *
 * <p>socket.io-client-java holds the state of the connection (transports, upgrade, heartbeat, namespaces); every frame
 * passes a tap behind its HTTP and WebSocket interfaces, where what happened is read from the wire itself. This package
 * prints nothing: it takes plain records and speaks through an {@link io.github.siocli.client.EventSink}.
 */
package io.github.siocli.client;
