package io.github.siocli.protocol.msgpack;

import io.github.siocli.event.Arguments;
import io.github.siocli.event.Attachment;
import io.github.siocli.json.Json;
import io.github.siocli.protocol.engineio.PacketSyntaxException;
import io.github.siocli.text.Utf8Builder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * Converts msgpack values to JSON, and extracts the binary values as attachments.
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
        Utf8Builder out = new Utf8Builder();
        // True before the first value of a container, and before the value of a member.
        boolean isFirst = true;
        int[] left = new int[FIRST_LEVELS];
        BitSet maps = new BitSet();
        int depth = 0;
        do {
            if (!isFirst) {
                out.append(',');
            }
            isFirst = false;
            boolean inMap = depth > 0 && maps.get(depth - 1);
            if (inMap && left[depth - 1] % 2 == 0) {
                scalars.appendKey(in.next(), out);
                out.append(':');
                left[depth - 1]--;
                isFirst = true;
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
                isFirst = true;
            } else {
                scalar(out, attachments);
            }
            while (depth > 0 && left[depth - 1] == 0) {
                out.append(maps.get(--depth) ? '}' : ']');
                isFirst = false;
            }
        } while (depth > 0);
        return Json.literal(out.toBytes());
    }

    private void scalar(Utf8Builder out, List<Attachment> attachments) throws PacketSyntaxException {
        int head = in.next();
        if (scalars.isBinary(head)) {
            Arguments.placeholder(attachments.size()).appendTo(out);
            attachments.add(new Attachment(scalars.binary(head)));
        } else {
            scalars.append(head, out);
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
