package io.github.siocli.protocol.msgpack;

import io.github.siocli.event.Arguments;
import io.github.siocli.event.Attachment;
import io.github.siocli.json.Json;
import io.github.siocli.protocol.engineio.PacketSyntaxException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * Converts msgpack values to JSON text, and extracts the binary values as attachments.
 *
 * <p>Integers keep their digits, and floats keep their value. A key that is a number, true, false or nil becomes text.
 * {@link ScalarReader} defines the JSON for values that JSON does not have. There is no recursion, and a count that
 * exceeds the rest of the message is rejected at once, so that hostile input costs no more memory than its size.
 */
final class MsgpackValueReader {

    private static final int FIRST_LEVELS = 8;

    private final MsgpackInput in;
    private final ScalarReader scalars;

    MsgpackValueReader(MsgpackInput in) {
        this.in = in;
        this.scalars = new ScalarReader(in);
    }

    /** Returns true if the next value is an array. */
    boolean isArrayNext() throws PacketSyntaxException {
        int head = in.peek();
        return head >= 0x90 && head <= 0x9f || head == 0xdc || head == 0xdd;
    }

    /** Returns true if the next value is a map. */
    boolean isMapNext() throws PacketSyntaxException {
        int head = in.peek();
        return head >= 0x80 && head <= 0x8f || head == 0xde || head == 0xdf;
    }

    /** Reads the header of a map. Returns the number of its entries. */
    int enterMap() throws PacketSyntaxException {
        return count(in.next(), 2);
    }

    /** Reads the next value, which must be text. */
    String text() throws PacketSyntaxException {
        int head = in.next();
        if (!ScalarReader.isText(head)) {
            throw in.broken("expected text");
        }
        return scalars.text(head);
    }

    /** Reads the elements of an array. */
    List<Json> elements(List<Attachment> attachments) throws PacketSyntaxException {
        int count = count(in.next(), 1);
        List<Json> elements = new ArrayList<>(Math.min(count, FIRST_LEVELS));
        for (int i = 0; i < count; i++) {
            elements.add(value(attachments));
        }
        return elements;
    }

    /**
     * Reads the next value.
     *
     * @param attachments receives the binary values in it
     */
    Json value(List<Attachment> attachments) throws PacketSyntaxException {
        StringBuilder out = new StringBuilder();
        int[] left = new int[FIRST_LEVELS];
        BitSet maps = new BitSet();
        int depth = 0;
        do {
            separate(out);
            boolean inMap = depth > 0 && maps.get(depth - 1);
            if (inMap && left[depth - 1] % 2 == 0) {
                out.append(scalars.key(in.next())).append(':');
                left[depth - 1]--;
                continue;
            }
            if (depth > 0) {
                left[depth - 1]--;
            }
            boolean map = isMapNext();
            if (map || isArrayNext()) {
                if (depth == left.length) {
                    left = Arrays.copyOf(left, depth * 2);
                }
                int items = map ? count(in.next(), 2) * 2 : count(in.next(), 1);
                maps.set(depth, map);
                left[depth++] = items;
                out.append(map ? '{' : '[');
            } else {
                scalar(out, attachments);
            }
            while (depth > 0 && left[depth - 1] == 0) {
                out.append(maps.get(--depth) ? '}' : ']');
            }
        } while (depth > 0);
        return Json.literal(out.toString());
    }

    /**
     * Appends a comma, unless a container or a member has just begun. Only these end in such a character, because text
     * ends in a quote.
     */
    private static void separate(StringBuilder out) {
        if (out.length() > 0 && "[{:".indexOf(out.charAt(out.length() - 1)) < 0) {
            out.append(',');
        }
    }

    private void scalar(StringBuilder out, List<Attachment> attachments) throws PacketSyntaxException {
        int head = in.next();
        if (scalars.isBinary(head)) {
            out.append(Arguments.placeholder(attachments.size()).text());
            attachments.add(new Attachment(scalars.binary(head)));
        } else {
            out.append(scalars.json(head));
        }
    }

    private int count(int head, int valuesEach) throws PacketSyntaxException {
        long count = switch (head) {
            case 0xdc, 0xde -> in.unsigned(2);
            case 0xdd, 0xdf -> in.unsigned(4);
            default -> head & 0x0f;
        };
        in.require(count * valuesEach);
        return (int) count;
    }
}
