/**
 * Maps observations of a connection attempt, or of the end of a connection, to a failure with a name, a cause and a
 * hint.
 *
 * <p>It does not open connections.
 */
package io.github.siocli.client.diagnosis;
