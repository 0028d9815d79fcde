package io.github.siocli.protocol.socketio;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * What stands before the payload of a Socket.IO packet (Socket.IO protocol, "Packet encoding"), of any revision of the
 * protocol that has been seen: for those who look at packets, and take them as they are.
 *
 * @param type its type, a digit
 * @param attachments number of binary messages that follow
 * @param nsp the namespace, beginning with a slash; before protocol 5 with a query where there is one
 * @param id id of the acknowledgement
 * @param payload index where the payload begins
 */
public record PacketHeader(char type, long attachments, String nsp, OptionalLong id, int payload) {

    private static final String[] NAMES = {
        "CONNECT", "DISCONNECT", "EVENT", "ACK", "CONNECT_ERROR", "BINARY_EVENT", "BINARY_ACK"
    };
    private static final int MAX_DIGITS = 18;

    /** Reads the head of the packet that begins at an index of a message; empty where none does. */
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

    /** The name that the protocol has for its type. */
    public String typeName() {
        return NAMES[type - '0'];
    }

    /** Whether its payload is an array of arguments. */
    public boolean hasArguments() {
        return isEvent() || type == '3' || type == '6';
    }

    /** Whether the first of its arguments is the name of an event. */
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
