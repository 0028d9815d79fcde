/**
 * Engine.IO 3 and 4, the server's side: HTTP, transports, upgrade, heartbeats, limits.
 *
 * <p>One event loop, which is one thread, does all of it: nothing here is locked, and whoever is called from here must not
 * block. It knows nothing of Socket.IO.
 */
package io.github.siocli.serve.engine;
