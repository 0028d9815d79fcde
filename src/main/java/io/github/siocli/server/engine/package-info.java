/**
 * An Engine.IO server (protocols 3 and 4) over HTTP long-polling and websocket, on Netty.
 *
 * <p>It knows nothing of Socket.IO.
 */
package io.github.siocli.server.engine;
