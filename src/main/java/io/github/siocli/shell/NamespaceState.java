package io.github.siocli.shell;

/**
 * A namespace of a dialogue.
 *
 * @param nsp the namespace, beginning with a slash
 * @param state its state, or why it is not connected, for people
 * @param sid id of our socket there; empty where there is none
 */
public record NamespaceState(String nsp, String state, String sid) {}
