/**
 * A Socket.IO server: protocol 5, and its dialect before over Engine.IO 3.
 *
 * <p>It has one thread, the event loop of {@link io.github.siocli.serve.engine}. Everything here is called on it, and calls
 * back on it: nothing is locked, and whoever is called must not block. {@link io.github.siocli.serve.SioServer#execute}
 * brings others there.
 */
package io.github.siocli.serve;
