/**
 * Reports what passes on the wire as trace events: HTTP exchanges, websocket frames, Engine.IO and Socket.IO packets.
 *
 * <p>Secrets are masked here.
 */
package io.github.siocli.net.trace;
