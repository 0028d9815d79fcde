package io.github.siocli.wire;

import io.github.siocli.event.Arguments;
import io.github.siocli.event.Attachment;
import io.github.siocli.event.EventName;
import io.github.siocli.json.Json;
import io.github.siocli.json.JsonScanner;
import io.github.siocli.json.JsonSyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Reads Socket.IO packets from Engine.IO messages (Socket.IO protocol 5, "Packet encoding"), and puts binary packets
 * together from their frames. One decoder serves one connection; one thread at a time calls it.
 */
public final class PacketDecoder {

    private static final int MAX_DIGITS = 18;

    private final int mostAttachments;
    private final long mostBytes;
    private Header waiting;
    private long bytesSoFar;
    private List<Attachment> attachments = new ArrayList<>();

    private record Header(char type, String nsp, OptionalLong id, List<Json> elements, long attachments) {}

    /** A decoder that takes whatever fits into the memory. */
    public PacketDecoder() {
        this(Integer.MAX_VALUE, Long.MAX_VALUE);
    }

    /**
     * A decoder for someone who is not trusted.
     *
     * @param mostAttachments number of binary frames that a packet may have
     * @param mostBytes number of bytes that these may have together
     */
    public PacketDecoder(int mostAttachments, long mostBytes) {
        this.mostAttachments = mostAttachments;
        this.mostBytes = mostBytes;
    }

    /**
     * Reads a text message.
     *
     * @param message the message
     * @param from index of the packet in it
     * @return the packet; empty where its binary frames are still to come
     * @throws PacketSyntaxException where it is not a packet; what was waiting for binary frames is dropped
     */
    public Optional<Packet> text(String message, int from) throws PacketSyntaxException {
        if (waiting != null) {
            long missing = waiting.attachments() - attachments.size();
            reset();
            throw new PacketSyntaxException("a text came while " + missing + " binary frames were due");
        }
        return read(message, from);
    }

    /**
     * Reads a binary message.
     *
     * @return the packet that it completes; empty where more binary frames are to come
     * @throws PacketSyntaxException where no binary frame is due
     */
    public Optional<Packet> binary(byte[] bytes) throws PacketSyntaxException {
        if (waiting == null) {
            throw new PacketSyntaxException("a binary frame came that no packet announced");
        }
        bytesSoFar += bytes.length;
        if (bytesSoFar > mostBytes) {
            reset();
            throw new PacketSyntaxException("binary frames of more than " + mostBytes + " bytes together");
        }
        attachments.add(new Attachment(bytes));
        if (attachments.size() < waiting.attachments()) {
            return Optional.empty();
        }
        Header header = waiting;
        List<Attachment> complete = attachments;
        reset();
        return Optional.of(packet(header, complete));
    }

    /** Forgets a packet that is not complete, as after a lost connection. */
    public void reset() {
        waiting = null;
        attachments = new ArrayList<>();
        bytesSoFar = 0;
    }

    private Optional<Packet> read(String message, int from) throws PacketSyntaxException {
        if (from >= message.length()) {
            throw new PacketSyntaxException("an empty packet");
        }
        char type = message.charAt(from);
        if (type < '0' || type > '6') {
            throw new PacketSyntaxException("unknown packet type " + Json.string(String.valueOf(type)));
        }
        int at = from + 1;
        long expected = 0;
        if (type >= '5') {
            int end = digits(message, at);
            if (end == at || end >= message.length() || message.charAt(end) != '-') {
                throw new PacketSyntaxException("the number of binary frames is missing");
            }
            expected = Long.parseLong(message, at, end, 10);
            if (expected > mostAttachments) {
                throw new PacketSyntaxException("a packet with " + expected + " binary frames");
            }
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
        return payload(type, nsp, id, expected, message, end);
    }

    private Optional<Packet> payload(char type, String nsp, OptionalLong id, long expected, String message, int at)
            throws PacketSyntaxException {
        try {
            switch (type) {
                case '0':
                    return Optional.of(new Packet.Connect(nsp, data(message, at)));
                case '1':
                    return Optional.of(new Packet.Disconnect(nsp, reason(message, at)));
                case '4':
                    return Optional.of(new Packet.ConnectError(nsp, data(message, at)));
                default:
                    Header header = new Header(type, nsp, id, JsonScanner.elements(message, at), expected);
                    if (expected == 0) {
                        return Optional.of(packet(header, List.of()));
                    }
                    waiting = header;
                    return Optional.empty();
            }
        } catch (JsonSyntaxException e) {
            throw new PacketSyntaxException("broken JSON at character " + (e.offset() + 1) + ": " + e.getMessage(), e);
        }
    }

    /** The packet ends the namespace whatever its payload is, so that one which is not JSON is taken as a text. */
    private static Optional<Json> reason(String message, int at) {
        try {
            return data(message, at);
        } catch (JsonSyntaxException e) {
            return Optional.of(Json.string(message.substring(at)));
        }
    }

    private static Optional<Json> data(String message, int at) throws JsonSyntaxException {
        return at >= message.length() ? Optional.empty() : Optional.of(Json.parse(message.substring(at)));
    }

    private static Packet packet(Header header, List<Attachment> attachments) throws PacketSyntaxException {
        List<Json> elements = header.elements();
        if (header.type() == '3' || header.type() == '6') {
            long id = header.id().orElseThrow(() -> new PacketSyntaxException("an acknowledgement without an id"));
            return new Packet.Ack(header.nsp(), id, new Arguments(elements, attachments));
        }
        if (elements.isEmpty()) {
            throw new PacketSyntaxException("an event without a name");
        }
        Json name = elements.get(0);
        if (!EventName.isName(name)) {
            throw new PacketSyntaxException("the name of the event is neither a string nor a number");
        }
        return new Packet.Event(
                header.nsp(), EventName.of(name), new Arguments(behindName(elements), attachments), header.id());
    }

    /** Short ones without a copy on the way. */
    private static List<Json> behindName(List<Json> elements) {
        return switch (elements.size()) {
            case 1 -> List.of();
            case 2 -> List.of(elements.get(1));
            case 3 -> List.of(elements.get(1), elements.get(2));
            default -> elements.subList(1, elements.size());
        };
    }

    private static int digits(String message, int from) throws PacketSyntaxException {
        int end = from;
        while (end < message.length() && message.charAt(end) >= '0' && message.charAt(end) <= '9') {
            end++;
        }
        if (end - from > MAX_DIGITS) {
            throw new PacketSyntaxException("a number of " + (end - from) + " digits");
        }
        return end;
    }
}
