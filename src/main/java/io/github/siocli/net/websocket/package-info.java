/**
 * A websocket client (RFC 6455): name lookup, connecting, the opening handshake, frames, and closing.
 *
 * <p>It knows nothing of Engine.IO or Socket.IO.
 */
package io.github.siocli.net.websocket;
