/** The verbs of the server's side of a connection, one class each; those that both sides have are in {@code cli.verbs}. */
package io.github.siocli.cli.hosting.verbs;
