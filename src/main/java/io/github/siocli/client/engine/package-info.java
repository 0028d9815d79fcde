/**
 * One connection of a session: the client library as its carrier, the interceptors that observe HTTP and websockets,
 * the send queue, and the translation between Engine.IO 3 and 4.
 *
 * <p>Namespaces and acknowledgements are in {@code client}.
 */
package io.github.siocli.client.engine;
