package io.github.siocli.shell;

/**
 * The state that a prompt shows.
 *
 * @param client name of the client; empty if there is only one
 * @param host host and port of the server, for display
 * @param nsp the current namespace
 * @param connectionState state of the connection
 * @param pendingAcks number of pending acknowledgements
 */
public record PromptState(String client, String host, String nsp, ConnectionState connectionState, int pendingAcks) {}
