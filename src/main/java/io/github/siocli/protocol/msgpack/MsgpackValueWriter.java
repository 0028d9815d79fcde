package io.github.siocli.protocol.msgpack;

import io.github.siocli.event.Arguments;
import io.github.siocli.json.Json;
import io.github.siocli.protocol.socketio.UnencodableException;
import io.github.siocli.text.ByteScan;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * Writes JSON text as msgpack, and replaces placeholders by the bytes of their attachments.
 *
 * <p>A msgpack container begins with the number of its values, so a first pass counts them. Neither pass is recursive.
 */
final class MsgpackValueWriter {

    private final MsgpackOutput out;
    private final Arguments args;
    private int[] counts = new int[8];
    private int containers;

    /**
     * Creates a writer.
     *
     * @param args the arguments whose attachments replace the placeholders
     */
    MsgpackValueWriter(MsgpackOutput out, Arguments args) {
        this.out = out;
        this.args = args;
    }

    /**
     * Writes a value.
     *
     * @throws UnencodableException if it contains a number that msgpack cannot represent, or an unpaired surrogate
     */
    void write(Json value) throws UnencodableException {
        byte[] json = value.toBytes();
        count(json);
        int container = 0;
        int at = 0;
        while (at < json.length) {
            byte c = json[at];
            switch (c) {
                case '{', '[' -> {
                    Optional<Arguments.Placeholder> binary =
                            c == '{' && args.isBinary() ? args.placeholderAt(json, at) : Optional.empty();
                    int count = counts[container++];
                    if (binary.isPresent()) {
                        out.binary(binary.get().attachment().bytes());
                        at = binary.get().end();
                        continue;
                    }
                    if (c == '{') {
                        out.map(count);
                    } else {
                        out.array(count);
                    }
                    at++;
                }
                case '"' -> {
                    int end = endOfString(json, at);
                    writeText(json, at, end);
                    at = end;
                }
                case 't', 'n' -> {
                    out.write(c == 't' ? 0xc3 : 0xc0);
                    at += 4;
                }
                case 'f' -> {
                    out.write(0xc2);
                    at += 5;
                }
                case ',', ':', ']', '}', ' ', '\t', '\r', '\n' -> at++;
                default -> {
                    int end = endOfNumber(json, at);
                    MsgpackNumbers.write(new String(json, at, end - at, StandardCharsets.US_ASCII), out);
                    at = end;
                }
            }
        }
    }

    /** Counts the entries of each container, in the order in which the containers begin. */
    private void count(byte[] json) {
        containers = 0;
        int[] open = new int[8];
        int depth = 0;
        for (int at = 0; at < json.length; at++) {
            byte c = json[at];
            switch (c) {
                case ' ', '\t', '\r', '\n', ':' -> {}
                case ',' -> counts[open[depth - 1]]++;
                case ']', '}' -> depth--;
                default -> {
                    if (depth > 0 && counts[open[depth - 1]] == 0) {
                        counts[open[depth - 1]] = 1;
                    }
                    if (c == '"') {
                        at = endOfString(json, at) - 1;
                    } else if (c == '{' || c == '[') {
                        open = depth == open.length ? Arrays.copyOf(open, depth * 2) : open;
                        counts = containers == counts.length ? Arrays.copyOf(counts, containers * 2) : counts;
                        counts[containers] = 0;
                        open[depth++] = containers++;
                    }
                }
            }
        }
    }

    private static int endOfString(byte[] json, int from) {
        int at = ByteScan.endOfPlain(json, from + 1, json.length);
        while (json[at] != '"') {
            at = ByteScan.endOfPlain(json, at + 2, json.length);
        }
        return at + 1;
    }

    private static int endOfNumber(byte[] json, int from) {
        int at = from;
        while (at < json.length && ",:]} \t\r\n".indexOf(json[at]) < 0) {
            at++;
        }
        return at;
    }

    /** Writes a JSON string, which is between two indexes, with its quotes. */
    private void writeText(byte[] json, int from, int to) throws UnencodableException {
        if (ByteScan.endOfPlain(json, from + 1, to) == to - 1) {
            out.text(json, from + 1, to - 1);
            return;
        }
        String value = Json.literal(Arrays.copyOfRange(json, from, to)).stringValue();
        if (value.codePoints().anyMatch(each -> each >= Character.MIN_SURROGATE && each <= Character.MAX_SURROGATE)) {
            throw new UnencodableException("a string with half of a surrogate pair", "msgpack strings are UTF-8");
        }
        byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
        out.text(utf8, 0, utf8.length);
    }
}
