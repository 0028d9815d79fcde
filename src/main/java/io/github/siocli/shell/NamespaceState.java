package io.github.siocli.shell;

/**
 * A namespace of a client context.
 *
 * @param nsp the namespace, beginning with a slash
 * @param state its state, or the reason why it is not connected, for people
 * @param sid socket id; empty if not connected
 */
public record NamespaceState(String nsp, String state, String sid) {}
