package io.github.siocli.protocol.socketio;

import io.github.siocli.event.Arguments;
import io.github.siocli.event.Attachment;
import io.github.siocli.event.EventName;
import io.github.siocli.json.Json;
import io.github.siocli.json.JsonScanner;
import io.github.siocli.json.JsonSyntaxException;
import io.github.siocli.protocol.engineio.PacketSyntaxException;
import io.github.siocli.text.ByteScan;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Decodes Socket.IO packets from Engine.IO messages (Socket.IO protocol 5, "Packet encoding"), and assembles binary
 * packets from their frames. One decoder serves one connection; one thread at a time calls it.
 */
public final class PacketDecoder {

    private static final int MAX_DIGITS = 18;

    private final int maxAttachments;
    private final long maxBytes;
    private final boolean lenient;
    private final List<PacketFault> faults = new ArrayList<>();
    /** The packet whose binary frames have not all arrived; null if there is none. */
    private @Nullable Header pending;

    private long bytesSoFar;
    private List<Attachment> attachments = new ArrayList<>();
    /** Number of attachments that had arrived when missing ones were last reported; -1 if none were reported. */
    private int reported = -1;
    /** The packet that the latest binary frame completed; null after the next text message. */
    private @Nullable Header completed;

    /** The decoded text of a packet. The packet begins at index {@code from} of the message. */
    private record Header(
            char type, String nsp, OptionalLong id, List<Json> elements, long attachments, byte[] message, int from) {

        String text() {
            return textOf(message, from, message.length);
        }

        /** Returns the packet as a message names it. */
        String label() {
            if (type == '6' || type == '3') {
                return "the acknowledgement" + (id.isPresent() ? " " + id.getAsLong() : "");
            }
            return "the event"
                    + (elements.isEmpty() ? "" : " " + elements.get(0).oneLine());
        }
    }

    /** Creates a strict decoder without limits. */
    public PacketDecoder() {
        this(Integer.MAX_VALUE, Long.MAX_VALUE);
    }

    /**
     * Creates a strict decoder with limits, for a peer that is not trusted.
     *
     * @param mostAttachments largest number of binary frames of one packet
     * @param mostBytes largest number of bytes of these frames together
     */
    public PacketDecoder(int mostAttachments, long mostBytes) {
        this(mostAttachments, mostBytes, false);
    }

    private PacketDecoder(int mostAttachments, long mostBytes, boolean lenient) {
        this.maxAttachments = mostAttachments;
        this.maxBytes = mostBytes;
        this.lenient = lenient;
    }

    /**
     * Creates a decoder that continues after attachments that do not match their packet. It returns everything that is
     * intact, and reports the rest as {@linkplain #takeFaults faults}.
     */
    public static PacketDecoder lenient(int mostAttachments, long mostBytes) {
        return new PacketDecoder(mostAttachments, mostBytes, true);
    }

    /** Returns the faults that were found since the last call, and clears them. */
    public List<PacketFault> takeFaults() {
        if (faults.isEmpty()) {
            return List.of();
        }
        List<PacketFault> taken = List.copyOf(faults);
        faults.clear();
        return taken;
    }

    /**
     * Decodes a text message.
     *
     * @param message the message, in UTF-8; the arguments of the packet are slices of it, so it must not be changed
     * @param from index of the packet in the message
     * @return the packet; empty if its binary frames have not arrived
     * @throws PacketSyntaxException if the message is not a packet; an incomplete packet is dropped
     */
    public Optional<Packet> decodeText(byte[] message, int from) throws PacketSyntaxException {
        completed = null;
        if (pending != null) {
            if (!lenient) {
                long missing = pending.attachments() - attachments.size();
                clear();
                throw new PacketSyntaxException(
                        "a text frame arrived while " + missing + " binary frames were expected");
            }
            // Keeps the incomplete packet: later binary frames belong to it until another packet announces attachments.
            reportMissing("another packet arrived first");
        }
        return read(message, from);
    }

    private void reportMissing(String why) {
        if (attachments.size() == reported) {
            return;
        }
        reported = attachments.size();
        long all = pending.attachments();
        long first = reported + 1L;
        String which = first == all ? "attachment " + all : "attachments " + first + " to " + all;
        faults.add(new PacketFault(
                pending.text(), pending.label() + " misses " + which + " of " + all + ": " + why, attachments));
    }

    /**
     * Decodes a binary message.
     *
     * @return the packet that this message completes; empty if more binary frames are missing
     * @throws PacketSyntaxException if no binary frame is expected
     */
    public Optional<Packet> decodeBinary(byte[] bytes) throws PacketSyntaxException {
        if (pending == null) {
            if (!lenient || completed == null) {
                throw new PacketSyntaxException("a binary frame arrived that no packet announced");
            }
            throw new PacketSyntaxException("a binary frame arrived after " + completed.label() + ", which announces "
                    + completed.attachments());
        }
        bytesSoFar += bytes.length;
        if (bytesSoFar > maxBytes) {
            clear();
            throw new PacketSyntaxException("binary frames of more than " + maxBytes + " bytes together");
        }
        attachments.add(new Attachment(bytes));
        if (attachments.size() < pending.attachments()) {
            return Optional.empty();
        }
        Header header = pending;
        List<Attachment> all = attachments;
        clear();
        completed = header;
        return assemble(header, all);
    }

    /** Drops an incomplete packet, for instance after a lost connection. */
    public void reset() {
        if (lenient && pending != null) {
            reportMissing("the connection ended first");
        }
        clear();
        completed = null;
    }

    private void clear() {
        pending = null;
        attachments = new ArrayList<>();
        bytesSoFar = 0;
        reported = -1;
    }

    private static String textOf(byte[] message, int from, int to) {
        return new String(message, from, to - from, StandardCharsets.UTF_8);
    }

    private Optional<Packet> read(byte[] message, int from) throws PacketSyntaxException {
        if (from >= message.length) {
            throw new PacketSyntaxException("an empty packet");
        }
        char type = (char) message[from];
        if (type < '0' || type > '6') {
            String text = textOf(message, from, message.length);
            throw new PacketSyntaxException(
                    "unknown packet type " + Json.string(text.substring(0, text.offsetByCodePoints(0, 1))));
        }
        int at = from + 1;
        long expected = 0;
        if (type >= '5') {
            int end = digits(message, at);
            if (end == at || end >= message.length || message[end] != '-') {
                throw new PacketSyntaxException("the number of binary frames is missing");
            }
            expected = number(message, at, end);
            if (expected > maxAttachments) {
                throw new PacketSyntaxException("a packet with " + expected + " binary frames");
            }
            at = end + 1;
        }
        String nsp = "/";
        if (at < message.length && message[at] == '/') {
            int comma = ByteScan.indexOf(message, (byte) ',', at, message.length);
            nsp = textOf(message, at, comma);
            at = Math.min(comma + 1, message.length);
        }
        if (type == '0' || type == '1' || type == '4') {
            // These packets have no ack id; a number is their data.
            return controlPacket(type, nsp, message, at);
        }
        return payload(type, nsp, expected, message, from, at);
    }

    private static Optional<Packet> controlPacket(char type, String nsp, byte[] message, int at)
            throws PacketSyntaxException {
        try {
            return Optional.of(
                    switch (type) {
                        case '0' -> new Packet.Connect(nsp, data(message, at));
                        case '1' -> new Packet.Disconnect(nsp, reason(message, at));
                        default -> new Packet.ConnectError(nsp, data(message, at));
                    });
        } catch (JsonSyntaxException e) {
            throw syntaxException(e);
        }
    }

    private static PacketSyntaxException syntaxException(JsonSyntaxException e) {
        return new PacketSyntaxException("broken JSON at character " + (e.offset() + 1) + ": " + e.getMessage(), e);
    }

    private Optional<Packet> payload(char type, String nsp, long expected, byte[] message, int from, int at)
            throws PacketSyntaxException {
        int end = digits(message, at);
        OptionalLong id = end == at ? OptionalLong.empty() : OptionalLong.of(number(message, at, end));
        try {
            List<Json> elements = JsonScanner.elements(message, end);
            if (type < '5') {
                return Optional.of(packet(new Header(type, nsp, id, elements, 0, message, from), List.of()));
            }
            Header header = new Header(type, nsp, id, elements, expected, message, from);
            clear();
            if (expected == 0) {
                return assemble(header, List.of());
            }
            pending = header;
            return Optional.empty();
        } catch (JsonSyntaxException e) {
            throw syntaxException(e);
        }
    }

    /**
     * Reads the reason of a DISCONNECT. It ends the namespace in any case, so a reason that is not JSON becomes a
     * string.
     */
    private static Optional<Json> reason(byte[] message, int at) {
        try {
            return data(message, at);
        } catch (JsonSyntaxException e) {
            return Optional.of(Json.string(textOf(message, at, message.length)));
        }
    }

    private static Optional<Json> data(byte[] message, int at) throws JsonSyntaxException {
        return at >= message.length ? Optional.empty() : Optional.of(Json.parse(message, at));
    }

    /** Returns a packet with all announced attachments, if its placeholders refer to them correctly. */
    private Optional<Packet> assemble(Header header, List<Attachment> all) throws PacketSyntaxException {
        List<Integer> numbers = new Arguments(header.elements(), all).placeholders();
        BitSet unused = new BitSet(all.size());
        unused.set(0, all.size());
        long bytes = 0;
        String problem = "";
        for (int number : numbers) {
            if (number < 0 || number >= all.size()) {
                problem =
                        " refers to " + (number < 0 ? "an attachment without a number" : "attachment number " + number)
                                + ", and has " + (all.isEmpty() ? "none" : all.size() + ", counted from 0");
                break;
            }
            unused.clear(number);
            bytes += all.get(number).size();
        }
        if (bytes > maxBytes) {
            // Limited, because a small packet can refer to a large attachment many times.
            problem = " refers to its attachments " + numbers.size() + " times, which makes " + bytes + " bytes";
        }
        if (!problem.isEmpty()) {
            if (!lenient) {
                throw new PacketSyntaxException(header.label() + problem);
            }
            faults.add(new PacketFault(header.text(), header.label() + problem, all));
            return Optional.empty();
        }
        if (!lenient) {
            return Optional.of(packet(header, all));
        }
        try {
            Packet packet = packet(header, all);
            unused.stream().forEach(number -> faults.add(unused(header, number, all)));
            return Optional.of(packet);
        } catch (PacketSyntaxException e) {
            faults.add(new PacketFault(header.text(), e.getMessage(), all));
            return Optional.empty();
        }
    }

    private static PacketFault unused(Header header, int number, List<Attachment> all) {
        Attachment attachment = all.get(number);
        String problem = "attachment " + (number + 1) + " of " + all.size() + " of " + header.label()
                + ", which no argument refers to";
        return new PacketFault("<" + attachment + ">", problem, List.of(attachment));
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
            throw new PacketSyntaxException("the event name is neither a string nor a number");
        }
        return new Packet.Event(
                header.nsp(), EventName.of(name), new Arguments(withoutName(elements), attachments), header.id());
    }

    /** Returns the elements after the name. Short lists are created without an intermediate copy. */
    private static List<Json> withoutName(List<Json> elements) {
        return switch (elements.size()) {
            case 1 -> List.of();
            case 2 -> List.of(elements.get(1));
            case 3 -> List.of(elements.get(1), elements.get(2));
            default -> elements.subList(1, elements.size());
        };
    }

    /** Returns the number of at most {@value #MAX_DIGITS} digits between two indexes. */
    private static long number(byte[] message, int from, int to) {
        long number = 0;
        for (int i = from; i < to; i++) {
            number = number * 10 + message[i] - '0';
        }
        return number;
    }

    private static int digits(byte[] message, int from) throws PacketSyntaxException {
        int end = from;
        while (end < message.length && message[end] >= '0' && message[end] <= '9') {
            end++;
        }
        if (end - from > MAX_DIGITS) {
            throw new PacketSyntaxException("a number of " + (end - from) + " digits");
        }
        return end;
    }
}
