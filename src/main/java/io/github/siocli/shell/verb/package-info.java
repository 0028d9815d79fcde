/**
 * The verbs of a client connection, and the verbs that a client and a server share; one class for each verb.
 *
 * <p>The verbs of a server are in {@code shell.server}.
 */
package io.github.siocli.shell.verb;
