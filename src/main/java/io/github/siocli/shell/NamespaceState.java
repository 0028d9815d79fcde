package io.github.siocli.shell;

/**
 * A namespace of a client session with its state.
 *
 * @param nsp the namespace, beginning with a slash
 * @param state its state, or the reason why it is not connected, for display
 * @param sid id of the client's socket in the namespace; empty if it is not connected
 */
public record NamespaceState(String nsp, String state, String sid) {}
