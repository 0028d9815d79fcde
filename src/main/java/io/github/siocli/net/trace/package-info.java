/**
 * Reports wire data as trace events: HTTP exchanges, websocket frames, Engine.IO and Socket.IO packets.
 *
 * <p>Secrets are masked here. This package does not format events for display.
 */
package io.github.siocli.net.trace;
