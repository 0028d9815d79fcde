/**
 * Sessions with a Socket.IO server.
 *
 * <p>socket.io-client-java holds a connection (transports, upgrade, heartbeat, namespaces); every frame passes a tap behind
 * its HTTP and WebSocket interfaces, where what happened is read from the wire itself. Polls go by OkHttp, websockets by
 * {@link io.github.siocli.client.websocket}. Which connections there are, which namespaces are wanted on them, and what
 * waits to be sent, is kept here. This package prints nothing: it takes plain records and speaks through an
 * {@link io.github.siocli.client.EventSink}.
 */
package io.github.siocli.client;
