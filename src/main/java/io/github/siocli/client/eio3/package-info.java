/**
 * Engine.IO 3 below everything else: finds out which generation a server speaks, and translates, so that the taps and the
 * client library meet Engine.IO 4 and Socket.IO protocol 5 only.
 *
 * <p>It stands between the taps and the wire: an interceptor for HTTP, a factory for websockets. A trace below it sees what
 * the server sees.
 */
package io.github.siocli.client.eio3;
