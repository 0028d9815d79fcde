package io.github.siocli.server.fault;

/** Encodes packets that violate the protocol or the limits of the handshake, for tests of clients. */
public final class MalformedPackets {

    /** An Engine.IO message (4) that contains an event (2). */
    private static final String EVENT = "42";

    private MalformedPackets() {}

    /** Returns a packet of a namespace with unterminated JSON. */
    public static String unterminated(String nsp) {
        return EVENT + prefix(nsp) + "[\"malformed";
    }

    /**
     * Returns an event of a namespace that is too large.
     *
     * @param maxPayload maximum payload of the handshake, in bytes
     */
    public static String oversized(String nsp, int maxPayload) {
        return EVENT + prefix(nsp) + "[\"oversized\",\"" + "x".repeat(maxPayload) + "\"]";
    }

    private static String prefix(String nsp) {
        return nsp.equals("/") ? "" : nsp + ",";
    }
}
