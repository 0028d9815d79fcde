package io.github.siocli.protocol.msgpack;

import io.github.siocli.json.Json;
import io.github.siocli.protocol.engineio.PacketSyntaxException;
import io.github.siocli.text.Utf8Builder;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;

/**
 * Reads msgpack values that are neither arrays nor maps. Values that JSON does not have are represented as follows:
 *
 * <ul>
 *   <li>{@code null} for undefined, and an ISO 8601 string for a date, as a server with the JSON parser sends it
 *   <li><code>{"$number":"NaN"}</code> for NaN, likewise for Infinity and -Infinity
 *   <li><code>{"$ext":5,"data":"&lt;base64&gt;"}</code> for other extension types
 * </ul>
 */
final class ScalarReader {

    /**
     * The extension type that notepack, the encoder of socket.io-msgpack-parser, uses for undefined, dates and buffers.
     */
    private static final int NOTEPACK = 0;

    private static final String PLACEHOLDER = "\"_placeholder\"";
    private static final String ESCAPED_PLACEHOLDER = "\"\\u005fplaceholder\"";

    private static final int TIMESTAMP = -1;
    private static final int UNDEFINED_HEAD = 0xd4;
    private static final int DATE_HEAD = 0xd7;

    private final MsgpackInput in;

    ScalarReader(MsgpackInput in) {
        this.in = in;
    }

    static boolean isText(int head) {
        return head >= 0xa0 && head <= 0xbf || head >= 0xd9 && head <= 0xdb;
    }

    String text(int head) throws PacketSyntaxException {
        return in.text(textLength(head));
    }

    private long textLength(int head) throws PacketSyntaxException {
        return head <= 0xbf ? head & 0x1f : in.unsigned(1 << head - 0xd9);
    }

    /** Returns true if the value whose head was read is binary. Does not consume the type of an extension. */
    boolean isBinary(int head) throws PacketSyntaxException {
        if (head < 0xc4 || head > 0xc9) {
            return false;
        }
        return head <= 0xc6 || in.peekAt(1 << head - 0xc7) == NOTEPACK;
    }

    byte[] binary(int head) throws PacketSyntaxException {
        boolean extension = head >= 0xc7;
        long length = in.unsigned(1 << head - (extension ? 0xc7 : 0xc4));
        if (extension) {
            in.next();
        }
        return in.bytes(length);
    }

    /**
     * Reads a key of a map, and appends it as a JSON string. Escapes the key "_placeholder" of the peer's data, because the
     * decoder uses this key for its own placeholders.
     */
    void appendKey(int head, Utf8Builder out) throws PacketSyntaxException {
        if (isText(head)) {
            int start = out.length();
            in.appendText(textLength(head), out);
            if (out.length() - start == PLACEHOLDER.length()
                    && out.substring(start).equals(PLACEHOLDER)) {
                out.setLength(start);
                out.append(ESCAPED_PLACEHOLDER);
            }
            return;
        }
        boolean extension = head >= 0xc7 && head <= 0xc9 || head >= 0xd4 && head <= 0xd8;
        boolean binary = head >= 0xc4 && head <= 0xc6;
        if (extension || binary || head >= 0x80 && head <= 0x9f || head >= 0xdc && head <= 0xdf) {
            throw in.broken("a key of a map that is neither text nor a number");
        }
        Json.string(head == 0xca || head == 0xcb ? String.valueOf(floating(head)) : json(head))
                .appendTo(out);
    }

    /** Reads a value that is not binary, and appends it as JSON. */
    void append(int head, Utf8Builder out) throws PacketSyntaxException {
        if (isText(head)) {
            in.appendText(textLength(head), out);
        } else {
            out.append(json(head));
        }
    }

    /** Reads a value that is neither binary nor text, as JSON text. */
    private String json(int head) throws PacketSyntaxException {
        if (head <= 0x7f) {
            return String.valueOf(head);
        }
        if (head >= 0xe0) {
            return String.valueOf((byte) head);
        }
        return switch (head) {
            case 0xc0 -> "null";
            case 0xc2 -> "false";
            case 0xc3 -> "true";
            case 0xc7, 0xc8, 0xc9 -> extension(head, in.unsigned(1 << head - 0xc7));
            case 0xca, 0xcb -> number(floating(head));
            case 0xcc, 0xcd, 0xce, 0xcf -> Long.toUnsignedString(in.unsigned(1 << head - 0xcc));
            case 0xd0, 0xd1, 0xd2, 0xd3 -> String.valueOf(in.signed(1 << head - 0xd0));
            case 0xd4, 0xd5, 0xd6, 0xd7, 0xd8 -> extension(head, 1L << head - 0xd4);
            default -> throw in.broken("0x" + Integer.toHexString(head) + " does not start a value");
        };
    }

    private double floating(int head) throws PacketSyntaxException {
        return head == 0xca ? Float.intBitsToFloat((int) in.unsigned(4)) : Double.longBitsToDouble(in.unsigned(8));
    }

    private static String number(double value) {
        return Double.isFinite(value) ? String.valueOf(value) : "{\"$number\":\"" + value + "\"}";
    }

    private String extension(int head, long length) throws PacketSyntaxException {
        int type = (byte) in.next();
        byte[] data = in.bytes(length);
        if (type == NOTEPACK && head == UNDEFINED_HEAD) {
            return "null";
        }
        try {
            if (type == NOTEPACK && head == DATE_HEAD) {
                return date(Instant.ofEpochMilli(number(data, 0, 8)));
            }
            if (type == TIMESTAMP && (length == 4 || length == 8 || length == 12)) {
                return date(timestamp(data));
            }
        } catch (DateTimeException | ArithmeticException outOfRange) {
            // Out of range: falls through to the generic form of an extension.
        }
        return "{\"$ext\":" + type + ",\"data\":\"" + Base64.getEncoder().encodeToString(data) + "\"}";
    }

    private static Instant timestamp(byte[] data) {
        return switch (data.length) {
            case 4 -> Instant.ofEpochSecond(number(data, 0, 4));
            case 8 -> {
                long both = number(data, 0, 8);
                yield Instant.ofEpochSecond(both & 0x3ffffffffL, both >>> 34);
            }
            default -> Instant.ofEpochSecond(number(data, 4, 8), number(data, 0, 4));
        };
    }

    private static long number(byte[] data, int from, int size) {
        long number = 0;
        for (int i = from; i < from + size; i++) {
            number = number << 8 | data[i] & 0xff;
        }
        return number;
    }

    /** Formats a date with milliseconds even if they are zero, as JavaScript does. */
    private static String date(Instant instant) {
        String text = instant.toString();
        return "\"" + (instant.getNano() == 0 ? text.substring(0, text.length() - 1) + ".000Z" : text) + "\"";
    }
}
