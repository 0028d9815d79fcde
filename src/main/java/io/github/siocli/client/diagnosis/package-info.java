/**
 * From what was observed during a connection attempt, or at the end of a connection, to a failure with a name, a
 * cause and a hint.
 */
package io.github.siocli.client.diagnosis;
