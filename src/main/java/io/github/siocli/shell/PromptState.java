package io.github.siocli.shell;

/**
 * The part of a context that a prompt shows.
 *
 * @param host host and port of the server
 * @param nsp the current namespace
 * @param phase state of the connection
 * @param pendingAcks number of acknowledgements that may still arrive
 */
public record PromptState(String host, String nsp, ConnectionState phase, int pendingAcks) {}
