package io.github.siocli.server.fault;

import io.github.siocli.server.ClientSocket;

/** Encodes packets that violate the protocol or the limits of the handshake, for tests of clients. */
public final class MalformedPackets {

    /** An Engine.IO message (4) that contains an event (2). */
    private static final String EVENT = "42";

    private MalformedPackets() {}

    /** Returns a packet with unterminated JSON. */
    public static String unterminated(ClientSocket socket) {
        return EVENT + namespacePrefix(socket) + "[\"malformed";
    }

    /** Returns an event that is larger than the maximum payload of the handshake. */
    public static String oversized(ClientSocket socket) {
        return EVENT + namespacePrefix(socket) + "[\"oversized\",\""
                + "x".repeat(socket.session().maxPayload()) + "\"]";
    }

    private static String namespacePrefix(ClientSocket socket) {
        String name = socket.namespace().name();
        return name.equals("/") ? "" : name + ",";
    }
}
