package io.github.siocli.net.websocket;

import static io.github.siocli.net.websocket.FrameBytes.LAST;
import static io.github.siocli.net.websocket.FrameBytes.concat;
import static io.github.siocli.net.websocket.FrameBytes.frame;
import static io.github.siocli.net.websocket.FrameBytes.hex;
import static io.github.siocli.net.websocket.FrameBytes.ping;
import static io.github.siocli.net.websocket.FrameBytes.text;
import static io.github.siocli.net.websocket.FrameBytes.utf8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import okio.ByteString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests the rules of RFC 6455 for received frames, each with the bytes in one piece and split at every position. */
class FrameRulesTest {

    private static final int LIMIT = 1 << 20;
    private static final String END = "end of stream";
    private static final String RESERVED_BITS = "failed 1002 a frame with reserved bits that no extension defines";
    private static final String NOT_SHORTEST = "failed 1002 a length that is not in its shortest form";
    private static final String NOT_UTF8 = "failed 1007 a text that is not UTF-8 at byte ";
    private static final FrameReader.WebSocketReceiver NOBODY = new FrameReader.WebSocketReceiver() {
        @Override
        public void text(byte[] utf8) {}

        @Override
        public void binary(byte[] message) {}

        @Override
        public void ping(byte[] payload) {}

        @Override
        public void pong(byte[] payload) {}

        @Override
        public void close(CloseFrame frame) {}
    };

    static Stream<Arguments> streams() {
        return Stream.of(
                // Framing.
                stream("nothing", hex(""), END),
                stream("an empty text", hex("81 00"), "text ", END),
                stream("an empty binary message", hex("82 00"), "binary ", END),
                stream("a text of RFC 6455, 5.7", hex("81 05 48 65 6c 6c 6f"), "text Hello", END),
                stream("a binary message", hex("82 03 00 7f ff"), "binary 007fff", END),
                stream("two messages", concat(text("a"), text("b")), "text a", "text b", END),
                stream("half a header", hex("81"), END),
                stream("half a length", hex("81 7e 01"), END),
                stream("half a payload", hex("81 05 48 65"), END),
                stream("16 bits of length for 125 bytes", hex("81 7e 00 7d"), NOT_SHORTEST),
                stream("64 bits of length for 65535 bytes", hex("82 7f 00 00 00 00 00 00 ff ff"), NOT_SHORTEST),
                stream("a length of 64 bits", hex("82 7f 80 00 00 00 00 00 00 00"), "failed 1002 a length of 64 bits"),
                stream(
                        "a masked frame",
                        hex("81 81 00 00 00 00 61"),
                        "failed 1002 a masked frame, which only clients may send"),

                // Pings and pongs.
                stream("an empty ping", ping(""), "ping ", END),
                stream(
                        "a ping of 125 bytes",
                        ping("x".repeat(125)),
                        "ping " + RecordingReader.shortened("78".repeat(125)),
                        END),
                stream("a ping of 126 bytes", hex("89 7e 00 7e"), "failed 1002 a control frame of more than 125 bytes"),
                stream("a ping in fragments", hex("09 00 80 00"), "failed 1002 a fragmented control frame"),
                stream("a pong that nobody asked for", hex("8a 01 61"), "pong 61", END),
                stream("ten pings", tenPings(), tenTimes("ping 31")),

                // Reserved bits.
                stream("RSV1", hex("c1 01 61"), RESERVED_BITS),
                stream("RSV2", hex("a1 01 61"), RESERVED_BITS),
                stream("RSV3 with a ping", hex("99 00"), RESERVED_BITS),
                stream("RSV3 with a close frame", hex("98 00"), RESERVED_BITS),
                stream("RSV1 behind a message", concat(text("a"), hex("c1 00")), "text a", RESERVED_BITS),
                stream("RSV1 in a fragment", concat(frame(1, "a"), hex("c0 00")), RESERVED_BITS),
                stream("compressed text", hex("c1 07 f2 48 cd c9 c9 07 00"), RESERVED_BITS),
                stream("an HTTP answer", utf8("HTTP/1.1 400 Bad Request\r\n"), "HTTP"),
                stream("an HTTP answer behind a message", concat(text("a"), utf8("HTTP/1.0 502 ")), "text a", "HTTP"),
                stream("HTTP/2", utf8("HTTP/2 400"), RESERVED_BITS),
                stream("a word with H", utf8("Hello"), RESERVED_BITS),
                stream("HTTP that ends early", utf8("HTTP/"), RESERVED_BITS),
                stream(
                        "a word without",
                        utf8("no websocket"),
                        "failed 1002 a frame with reserved bits that no extension defines"),

                // Opcodes.
                stream("opcode 3", hex("83 00"), "failed 1002 a frame with the reserved opcode 3"),
                stream("opcode 7 with a payload", hex("87 01 61"), "failed 1002 a frame with the reserved opcode 7"),
                stream("opcode 11", hex("8b 00"), "failed 1002 a frame with the reserved opcode 11"),
                stream(
                        "opcode 15 behind a text",
                        concat(text("a"), hex("8f 00")),
                        "text a",
                        "failed 1002 a frame with the reserved opcode 15"),

                // Fragmentation.
                stream("a text in two fragments", concat(frame(1, "Hel"), frame(LAST, "lo")), "text Hello", END),
                stream("empty fragments", concat(frame(1, ""), frame(0, ""), frame(LAST, "")), "text ", END),
                stream("an empty one at the end", concat(frame(2, "a"), frame(LAST, "")), "binary 61", END),
                stream("a ping between", concat(frame(1, "a"), ping("p"), frame(LAST, "b")), "ping 70", "text ab", END),
                stream("a close frame between", concat(frame(1, "a"), hex("88 00")), "close 1005 "),
                stream(
                        "a message between",
                        concat(frame(1, "a"), text("b")),
                        "failed 1002 a new message before the end of a fragmented one"),
                stream(
                        "a continuation of nothing",
                        frame(LAST, "a"),
                        "failed 1002 a continuation frame without a message"),
                stream(
                        "a first continuation of nothing",
                        frame(0, "a"),
                        "failed 1002 a continuation frame without a message"),
                stream(
                        "a continuation behind the last",
                        concat(frame(1, "a"), frame(LAST, "b"), frame(LAST, "c")),
                        "text ab",
                        "failed 1002 a continuation frame without a message"),
                stream("fragments that never end", concat(frame(1, "a"), frame(0, "b")), END),
                stream(
                        "fragments, and again",
                        concat(frame(1, "a"), frame(LAST, "b"), frame(1, "c"), frame(LAST, "d")),
                        "text ab",
                        "text cd",
                        END),

                // UTF-8.
                stream("all lengths of characters", text("aé€😀"), "text aé€😀", END),
                stream("U+FFFD itself", text("\ufffd"), "text \ufffd", END),
                stream("U+FFFF", text("\uffff"), "text \uffff", END),
                stream("a byte order mark", text("\ufeffa"), "text \ufeffa", END),
                stream("NUL", text("\0"), "text \0", END),
                stream(
                        "a character in two fragments",
                        concat(frame(1, hex("e2 82")), frame(LAST, hex("ac"))),
                        "text €",
                        END),
                stream(
                        "a character in four fragments",
                        concat(frame(1, hex("f0")), frame(0, hex("9f")), frame(0, hex("98")), frame(LAST, hex("80"))),
                        "text 😀",
                        END),
                stream("half a character", frame(LAST | 1, hex("61 e2 82")), NOT_UTF8 + 1),
                stream(
                        "half a character in fragments",
                        concat(frame(1, hex("e2")), frame(LAST, hex("82"))),
                        NOT_UTF8 + 0),
                stream("a continuation byte alone", frame(LAST | 1, hex("80")), NOT_UTF8 + 0),
                stream("a surrogate", frame(LAST | 1, hex("ed a0 80")), NOT_UTF8 + 0),
                stream("an overlong slash", frame(LAST | 1, hex("c0 af")), NOT_UTF8 + 0),
                stream("beyond U+10FFFF", frame(LAST | 1, hex("f4 90 80 80")), NOT_UTF8 + 0),
                stream("FE and FF", frame(LAST | 1, hex("fe ff")), NOT_UTF8 + 0),
                stream("wrong bytes and U+FFFD", frame(LAST | 1, hex("ef bf bd ff")), NOT_UTF8 + 3),
                stream(
                        "wrong bytes in a long text",
                        frame(LAST | 1, concat(FrameBytes.utf8("x".repeat(70_000)), hex("ff"))),
                        NOT_UTF8 + 70_000),
                stream("any bytes in a binary message", frame(LAST | 2, hex("80 ff")), "binary 80ff", END),

                // Closing.
                stream("without a code", hex("88 00"), "close 1005 "),
                stream("half a code", hex("88 01 03"), "failed 1002 a close frame with half a close code"),
                stream("a code", FrameBytes.close(1000, ""), "close 1000 "),
                stream("a reason", FrameBytes.close(4999, "b\u00e9"), "close 4999 b\u00e9"),
                stream("the longest reason", FrameBytes.close(1001, "x".repeat(123)), "close 1001 " + "x".repeat(123)),
                stream(
                        "a reason that is too long",
                        hex("88 7e 00 7e"),
                        "failed 1002 a control frame of more than 125 bytes"),
                stream("a reason that is not UTF-8", frame(LAST | 8, hex("03 e8 ff")), NOT_UTF8 + 0),
                stream("nothing is read behind it", concat(FrameBytes.close(1000, ""), text("a")), "close 1000 "),

                // Limits.
                stream(
                        "a message as large as allowed",
                        text("x".repeat(LIMIT)),
                        "text " + RecordingReader.shortened("x".repeat(LIMIT)),
                        END),
                stream(
                        "a larger one",
                        hex("81 7f 00 00 00 00 00 10 00 01"),
                        "failed 1009 a message of 1048577 bytes, more than the 1048576 allowed"),
                stream(
                        "the largest there is",
                        hex("82 7f 7f ff ff ff ff ff ff ff"),
                        "failed 1009 a message of 9223372036854775807 bytes, more than the 1048576 allowed"),
                stream(
                        "fragments that are too much",
                        concat(frame(1, "x".repeat(LIMIT)), frame(0, "y")),
                        "failed 1009 a message of 1048577 bytes, more than the 1048576 allowed"));
    }

    private static byte[] tenPings() {
        byte[][] pings = new byte[10][];
        Arrays.fill(pings, ping("1"));
        return concat(pings);
    }

    private static String[] tenTimes(String line) {
        String[] lines = new String[11];
        Arrays.fill(lines, line);
        lines[10] = END;
        return lines;
    }

    private static Arguments stream(String what, byte[] bytes, String... seen) {
        return arguments(what, bytes, List.of(seen));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("streams")
    void appliesRule(String what, byte[] bytes, List<String> seen) {
        assertThat(RecordingReader.of(bytes, LIMIT, () -> Integer.MAX_VALUE)).isEqualTo(seen);
        assertThat(RecordingReader.of(bytes, LIMIT, () -> 1)).isEqualTo(seen);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 999, 1004, 1005, 1006, 1015, 1016, 1100, 2000, 2999, 5000, 65535})
    void refusesInvalidCloseCode(int code) {
        assertThat(RecordingReader.of(FrameBytes.close(code, ""), LIMIT, () -> 1))
                .containsExactly("failed 1002 a close frame with the close code " + code);
    }

    @ParameterizedTest
    @ValueSource(
            ints = {1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 1012, 1013, 1014, 3000, 3999, 4000, 4999})
    void readsCloseCode(int code) {
        assertThat(RecordingReader.of(FrameBytes.close(code, "r"), LIMIT, () -> 1))
                .containsExactly("close " + code + " r");
    }

    /** Tests lengths around each boundary: of the encoded length, and of the buffer. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 124, 125, 126, 127, 128, 65_525, 65_526, 65_534, 65_535, 65_536, 65_537, 200_000})
    void readsPayloadOfLength(int length) {
        String payload = "x".repeat(length);
        byte[] stream = concat(text("before"), text(payload), FrameBytes.binary(utf8(payload)), text("behind"));
        List<String> seen = List.of(
                "text before",
                "text " + RecordingReader.shortened(payload),
                "binary "
                        + RecordingReader.shortened(ByteString.of(utf8(payload)).hex()),
                "text behind",
                END);
        for (int size : new int[] {1, 7, 1000, 65_536, Integer.MAX_VALUE}) {
            assertThat(RecordingReader.of(stream, LIMIT, () -> size)).isEqualTo(seen);
        }
    }

    @Test
    void allocatesForReceivedBytesOnly() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        byte[] announced = concat(hex("82 7f 00 00 00 00 7f ff ff f0"), new byte[10]);
        long before = threads.getCurrentThreadAllocatedBytes();
        assertThat(RecordingReader.of(announced, Integer.MAX_VALUE, () -> 1)).containsExactly(END);
        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(1 << 20);
    }

    /** A text needs at least twice its size: the received bytes, and the string. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 125, 126, 4_096, 65_535, 65_536, 1 << 22})
    void allocatesLessThanThreeTimesTheMessageForAnyFragmentSize(int fragment) {
        byte[] message = utf8("é" + "y".repeat((1 << 22) - 2));
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        for (int opcode = 1; opcode <= 2; opcode++) {
            ByteArrayOutputStream stream = new ByteArrayOutputStream(5 * message.length);
            for (int at = 0; at < message.length; at += fragment) {
                int end = Math.min(message.length, at + fragment);
                int last = end == message.length ? LAST : 0;
                stream.writeBytes(frame(last | (at == 0 ? opcode : 0), Arrays.copyOfRange(message, at, end)));
            }
            FrameReader reader = new FrameReader(
                    new ByteInput(new ByteArrayInputStream(stream.toByteArray())), 1 << 22, FrameObserver.NONE, NOBODY);
            long before = threads.getCurrentThreadAllocatedBytes();
            assertThatThrownBy(() -> readAll(reader)).hasMessage(END);
            assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(3L * message.length);
        }
    }

    private static void readAll(FrameReader reader) throws IOException {
        while (true) {
            reader.next();
        }
    }

    /** Text is decoded in pieces, and a piece must not end within a character. */
    @Test
    void joinsCharactersSplitByFragmentsAndPieces() {
        for (String character : List.of("é", "€", "😀")) {
            String text = "a".repeat(65_533) + character.repeat(100_000) + "b";
            byte[] bytes = utf8(text);
            for (int fragment : new int[] {7, 65_534, 65_537}) {
                ByteArrayOutputStream stream = new ByteArrayOutputStream();
                for (int at = 0; at < bytes.length; at += fragment) {
                    int end = Math.min(bytes.length, at + fragment);
                    int last = end == bytes.length ? LAST : 0;
                    stream.writeBytes(frame(last | (at == 0 ? 1 : 0), Arrays.copyOfRange(bytes, at, end)));
                }
                assertThat(RecordingReader.of(stream.toByteArray(), LIMIT, () -> 10_000))
                        .containsExactly("text " + RecordingReader.shortened(text), END);
            }
        }
    }
}
