package io.github.siocli.protocol.socketio;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * The header of a Socket.IO packet, before its payload (Socket.IO protocol, "Packet encoding"). Accepts every revision
 * of the protocol and does not validate, for code that inspects packets.
 *
 * @param type the type, a digit
 * @param attachments number of binary messages that follow
 * @param nsp the namespace, beginning with a slash; before protocol 5 it may include a query
 * @param id the ack id
 * @param payload index of the payload
 */
public record PacketHeader(char type, long attachments, String nsp, OptionalLong id, int payload) {

    private static final String[] NAMES = {
        "CONNECT", "DISCONNECT", "EVENT", "ACK", "CONNECT_ERROR", "BINARY_EVENT", "BINARY_ACK"
    };
    private static final int MAX_DIGITS = 18;

    /** Reads the header of the packet that begins at an index of a message; empty if no packet begins there. */
    public static Optional<PacketHeader> read(String message, int from) {
        char type = from < message.length() ? message.charAt(from) : ' ';
        if (type < '0' || type > '6') {
            return Optional.empty();
        }
        int at = from + 1;
        long attachments = 0;
        if (type >= '5') {
            int end = digits(message, at);
            if (end == at || end == message.length() || message.charAt(end) != '-') {
                return Optional.empty();
            }
            attachments = Long.parseLong(message, at, end, 10);
            at = end + 1;
        }
        String nsp = "/";
        if (at < message.length() && message.charAt(at) == '/') {
            int comma = message.indexOf(',', at);
            nsp = message.substring(at, comma < 0 ? message.length() : comma);
            at = comma < 0 ? message.length() : comma + 1;
        }
        int end = digits(message, at);
        OptionalLong id = end == at ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(message, at, end, 10));
        return Optional.of(new PacketHeader(type, attachments, nsp, id, end));
    }

    /** Returns the name of the type in the protocol. */
    public String typeName() {
        return NAMES[type - '0'];
    }

    /** Returns true if the payload is an array of arguments. */
    public boolean hasArguments() {
        return isEvent() || type == '3' || type == '6';
    }

    /** Returns true if the first element of the payload is an event name. */
    public boolean isEvent() {
        return type == '2' || type == '5';
    }

    private static int digits(String message, int from) {
        int end = from;
        while (end < message.length()
                && end - from < MAX_DIGITS
                && message.charAt(end) >= '0'
                && message.charAt(end) <= '9') {
            end++;
        }
        return end;
    }
}
