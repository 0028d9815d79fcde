/**
 * A Socket.IO session: its namespaces, acknowledgements, reconnection and recovery.
 *
 * <p>It reports events to an event sink and prints nothing. One connection is in {@code client.engine}; explanations
 * of failures are in {@code client.diagnosis}.
 */
package io.github.siocli.client;
