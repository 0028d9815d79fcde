package io.github.siocli.server;

/**
 * Limits for a client above Engine.IO.
 *
 * @param namespaces namespaces of one client at a time
 * @param allNamespaces namespaces of the server
 * @param namespaceLength characters of a namespace name with its query
 * @param rooms rooms of one socket, besides its own
 * @param attachments binary attachments of one packet
 * @param attachmentBytes bytes of all attachments of one packet
 * @param acks acknowledgements that one socket may owe
 */
public record ServerLimits(
        int namespaces,
        int allNamespaces,
        int namespaceLength,
        int rooms,
        int attachments,
        long attachmentBytes,
        int acks) {

    /** Far more than a client needs. */
    public static final ServerLimits DEFAULT = new ServerLimits(64, 10_000, 1024, 1000, 256, 16L << 20, 10_000);
}
