package io.github.siocli.server;

/**
 * What a client may cost above Engine.IO.
 *
 * @param namespaces it may be connected to at a time
 * @param allNamespaces namespaces that there may be
 * @param namespaceLength characters of the name of a namespace, with its query
 * @param rooms it may be in, in one namespace, besides its own
 * @param attachments binary values in one packet
 * @param attachmentBytes bytes of these together
 * @param acks acknowledgements that may be due from it, in one namespace
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
