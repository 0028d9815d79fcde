package io.github.siocli.shell;

/**
 * What a prompt shows of a dialogue.
 *
 * @param host host and port of the server
 * @param nsp the namespace that lines are about
 * @param phase how far the connection is
 * @param pendingAcks number of acknowledgements that may still come
 */
public record PromptState(String host, String nsp, ConnectionState phase, int pendingAcks) {}
