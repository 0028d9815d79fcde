/**
 * One connection of a session: the client library as its carrier, the interceptors that observe HTTP and websockets,
 * and the send queue.
 *
 * <p>Namespaces and acknowledgements are in {@code client}.
 */
package io.github.siocli.client.engine;
