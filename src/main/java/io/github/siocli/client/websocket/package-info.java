/**
 * Websockets (RFC 6455) behind OkHttp's interfaces.
 *
 * <p>One thread reads each websocket and calls its listener, so that a slow listener stops the reading; who sends writes
 * to the socket itself. What OkHttp hides can be seen: every frame, pings and their times, both heads of the handshake,
 * and HTTP text that a server writes into an opened websocket. Nothing here knows of Socket.IO.
 */
package io.github.siocli.client.websocket;
