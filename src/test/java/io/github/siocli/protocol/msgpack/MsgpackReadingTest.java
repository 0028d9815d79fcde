package io.github.siocli.protocol.msgpack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.siocli.event.Arguments;
import io.github.siocli.event.Attachment;
import io.github.siocli.json.Json;
import io.github.siocli.protocol.engineio.PacketSyntaxException;
import io.github.siocli.protocol.socketio.Packet;
import io.github.siocli.testing.Property;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MsgpackReadingTest {

    private static final String HEAD = "83 a4'type' 02 a3'nsp' a1'/' a4'data' ";

    private final MsgpackParser parser = new MsgpackParser();

    @Test
    void readsEachPacketType() throws PacketSyntaxException {
        assertThat(read("83 a4'type' 00 a4'data' 82 a3'sid' a2'ab' a3'pid' d4 00 00 a3'nsp' a1'/'"))
                .isEqualTo(new Packet.Connect("/", Optional.of(Json.literal("{\"sid\":\"ab\",\"pid\":null}"))));
        assertThat(read("82 a4'type' 00 a3'nsp' a5'/chat'")).isEqualTo(new Packet.Connect("/chat", Optional.empty()));
        assertThat(read("83 a4'type' 01 a3'nsp' a1'/' a4'data' d4 00 00")).isEqualTo(new Packet.Disconnect("/"));
        assertThat(read("83 a4'type' 04 a3'nsp' a1'/' a4'data' 81 a7'message' a2'no'"))
                .isEqualTo(new Packet.ConnectError("/", Optional.of(Json.literal("{\"message\":\"no\"}"))));
        assertThat(read("84 a4'type' 02 a4'data' 92 a1'a' 01 a2'id' cd 03 ac a3'nsp' a1'/'"))
                .isEqualTo(new Packet.Event("/", "a", Arguments.of(Json.literal("1")), OptionalLong.of(940)));
        assertThat(read("84 a4'type' 03 a4'data' 90 a2'id' 07 a3'nsp' a1'/'"))
                .isEqualTo(new Packet.Ack("/", 7, Arguments.NONE));
    }

    @Test
    void writesBytesOutsideArgumentsAsBase64() throws PacketSyntaxException {
        assertThat(read("83 a4'type' 00 a3'nsp' a1'/' a4'data' 81 a1'b' c4 01 ff"))
                .isEqualTo(new Packet.Connect("/", Optional.of(Json.literal("{\"b\":{\"$binary\":\"/w==\"}}"))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "80",
                "8f",
                "90",
                "9f",
                "c4 00",
                "c6 00000000",
                "c7 00 01",
                "c9 00000000 01",
                "d4 01 00",
                "d8 01 00000000000000000000000000000000",
                "dc 0000",
                "df 00000000"
            })
    void refusesKeysThatAreNeitherTextNorNumbers(String key) {
        assertThatThrownBy(() -> read(HEAD + "92 a1'a' 81" + key + "01"))
                .hasMessageContaining("a key of a map that is neither text nor a number");
    }

    @ParameterizedTest
    @CsvSource({
        "d9 01 'k', k",
        "db 00000001 'k', k",
        "a0, ''",
        "cc 09, 9",
        "d0 ff, -1",
        "d3 ffffffffffffffff, -1",
        "ca 3fc00000, 1.5",
        "ff, -1",
        "7f, 127",
        "c0, null",
        "c3, true"
    })
    void convertsKeysToText(String key, String text) throws PacketSyntaxException {
        Packet.Event event = (Packet.Event) read(HEAD + "92 a1'a' 81" + key + "01");
        assertThat(event.args()).isEqualTo(Arguments.of(Json.literal("{\"" + text + "\":1}")));
    }

    @Test
    void recognizesJsonPacketsBesideItsOwn() {
        assertThat(parser.isForeignText("42[]".getBytes(StandardCharsets.UTF_8), 1))
                .isTrue();
        assertThat(parser.isForeignText("4{}".getBytes(StandardCharsets.UTF_8), 1))
                .isFalse();
        assertThat(parser.isForeignText("4".getBytes(StandardCharsets.UTF_8), 1))
                .isFalse();
    }

    @Test
    void readsPacketsOfServers2() throws PacketSyntaxException {
        assertThat(parser.decodeText("{\"type\":0,\"nsp\":\"/\"}".getBytes(StandardCharsets.UTF_8), 0))
                .contains(new Packet.Connect("/", Optional.empty()));
        assertThat(parser.decodeText(
                        "4{\"type\":4,\"nsp\":\"/a\",\"data\":\"no\"}".getBytes(StandardCharsets.UTF_8), 1))
                .contains(new Packet.ConnectError("/a", Optional.of(Json.string("no"))));
        assertThat(read("84 a4'type' 05 a4'data' 92 a1'a' c4 01 ff a2'id' c0 a3'nsp' a1'/'"))
                .isEqualTo(new Packet.Event("/", "a", bytes(0xff), OptionalLong.empty()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    00                          | 0
                    7f                          | 127
                    e0                          | -32
                    cc ff                       | 255
                    cf ffffffffffffffff         | 18446744073709551615
                    d3 8000000000000000         | -9223372036854775808
                    d1 8000                     | -32768
                    cb 3ff8000000000000         | 1.5
                    cb 8000000000000000         | -0.0
                    cb 7fefffffffffffff         | 1.7976931348623157E308
                    ca 3dcccccd                 | 0.10000000149011612
                    cb 7ff8000000000000         | {"$number":"NaN"}
                    ca ff800000                 | {"$number":"-Infinity"}
                    c0                          | null
                    c2                          | false
                    c3                          | true
                    d4 00 00                    | null
                    a3 'é' '"'                  | "é\\""
                    d9 01 'x'                   | "x"
                    a1 ff                       | "\ufffd"
                    a1 0a                       | "\\n"
                    90                          | []
                    80                          | {}
                    92 91 90 80                 | [[[]],{}]
                    82 a1'a' 81 a1'b' 01 01 02  | {"a":{"b":1},"1":2}
                    81 cb 3ff8000000000000 c3   | {"1.5":true}
                    81 cb 7ff8000000000000 c0   | {"NaN":null}
                    81 c2 c0                    | {"false":null}
                    81 ac '_placeholder' c3     | {"\\u005fplaceholder":true}
                    d7 00 000001890ac9f5c0      | "2023-06-30T05:32:35.136Z"
                    d7 00 0000000000000000      | "1970-01-01T00:00:00.000Z"
                    d6 ff 00000001              | "1970-01-01T00:00:01.000Z"
                    d7 ff 0000000400000001      | "1970-01-01T00:00:01.000000001Z"
                    c7 0c ff 00000000 ffffffffffffffff | "1969-12-31T23:59:59.000Z"
                    c7 0c ff 00000000 7fffffffffffffff | {"$ext":-1,"data":"AAAAAH//////////"}
                    d4 05 ff                    | {"$ext":5,"data":"/w=="}
                    c7 02 80 0102               | {"$ext":-128,"data":"AQI="}
                    """)
    void convertsValuesToJson(String msgpack, String json) throws PacketSyntaxException {
        Packet.Event event = (Packet.Event) read(HEAD + "92 a1'a'" + msgpack);
        assertThat(event.args()).isEqualTo(Arguments.of(Json.literal(json)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"c4 02 0102", "c5 0002 0102", "c6 00000002 0102", "c7 02 00 0102", "c9 00000002 00 0102"})
    void convertsBytesToAttachmentsAtAnyPosition(String bytes) throws PacketSyntaxException {
        Packet.Event event = (Packet.Event) read(HEAD + "94 a1'a'" + bytes + "81 a1'k' 91" + bytes + bytes);
        Attachment attachment = new Attachment(new byte[] {1, 2});
        assertThat(event.args())
                .isEqualTo(new Arguments(
                        List.of(
                                Arguments.placeholder(0),
                                Json.literal("{\"k\":[{\"_placeholder\":true,\"num\":1}]}"),
                                Arguments.placeholder(2)),
                        List.of(attachment, attachment, attachment)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    ``                                        | broken msgpack at byte 0: it needs 1 more, and 0 are left
                    01                                        | a binary message that is not a msgpack map
                    80                                        | the namespace is missing
                    81 a3'nsp' a1'/'                          | the packet type is missing
                    82 a3'nsp' 01 a4'type' 00                 | the namespace is missing
                    82 a3'nsp' a1'x' a4'type' 00              | the namespace is missing
                    82 a3'nsp' a1'/' a4'type' 07              | unknown packet type 7
                    82 a3'nsp' a1'/' a4'type' 02              | the data of the packet is not an array
                    83 a3'nsp' a1'/' a4'type' 02 a4'data' 90  | an event without a name
                    83 a3'nsp' a1'/' a4'type' 02 a4'data' 91 c0 | the event name is neither a string nor a number
                    83 a3'nsp' a1'/' a4'type' 03 a4'data' 90  | an acknowledgement without an id
                    84 a3'nsp' a1'/' a4'type' 03 a4'data' 90 a2'id' ff | the id is not a whole number
                    84 a3'nsp' a1'/' a4'type' 03 a4'data' 90 a2'id' cf ffffffffffffffff | the id is not a whole number
                    82 a3'nsp' a1'/' a4'type' 00 00           | broken msgpack at byte 13: extra bytes after the packet
                    81 01 01                                  | broken msgpack at byte 2: expected text
                    81 a4'data' c1                            | broken msgpack at byte 7: 0xc1 does not start a value
                    81 a4'data' 81 90 c0                      | broken msgpack at byte 8: a key of a map that is neither
                    81 a4'data' 81 c4 00 c0                   | broken msgpack at byte 8: a key of a map that is neither
                    81 a4'data' c6 ffffffff                   | broken msgpack at byte 11: it needs 4294967295 more
                    81 a4'data' dd ffffffff                   | broken msgpack at byte 11: it needs 4294967295 more
                    81 a4'data' 91 df ffffffff                | broken msgpack at byte 12: it needs 8589934590 more
                    81 a4'data' db ffffffff                   | broken msgpack at byte 11: it needs 4294967295 more
                    81 a4'data' c9 ffffffff 05                | broken msgpack at byte 12: it needs 4294967295 more
                    81 a4'data' cb 00                         | broken msgpack at byte 7: it needs 8 more
                    81 a4'data' c7                            | broken msgpack at byte 7: it needs 2 more
                    df ffffffff                               | broken msgpack at byte 5
                    """)
    void refusesInvalidPacketsWithTheirPosition(String msgpack, String problem) {
        assertThatThrownBy(() -> read(msgpack))
                .isInstanceOf(PacketSyntaxException.class)
                .hasMessageStartingWith(problem);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "1", "[]", "{}", "{\"type\":0}", "0{\"sid\":\"a\"}"})
    void refusesInvalidTextPackets(String text) {
        assertThatThrownBy(() -> parser.decodeText(text.getBytes(StandardCharsets.UTF_8), 0))
                .isInstanceOf(PacketSyntaxException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {0x91, 0x81})
    void readsAnyDepthWithoutRecursion(int container) throws PacketSyntaxException {
        byte[] head = bytesOf(HEAD + "92 a1'a'");
        int depth = 1_000_000;
        boolean map = container == 0x81;
        byte[] deep = new byte[head.length + (map ? 2 : 1) * depth + 1];
        System.arraycopy(head, 0, deep, 0, head.length);
        for (int i = head.length; i < deep.length - 1; i++) {
            deep[i] = (byte) (map && (i - head.length) % 2 == 1 ? 0xc0 : container);
        }
        deep[deep.length - 1] = (byte) 0xc0;
        Packet.Event event = (Packet.Event) parser.decodeBinary(deep).orElseThrow();
        String text = event.args().values().get(0).text();
        assertThat(text).startsWith(map ? "{\"null\":{" : "[[").endsWith(map ? "}}" : "]]");
        assertThat(text.length()).isEqualTo((map ? 9 : 2) * depth + "null".length());
    }

    @Test
    void readsAnyBytesOrReportsASyntaxError() {
        Property.holds(300_000, random -> {
            byte[] bytes = random.nextBoolean() ? noise(random) : damaged(random);
            try {
                assertThat(parser.decodeBinary(bytes)).isPresent();
            } catch (PacketSyntaxException expected) {
                assertThat(expected.getMessage()).isNotBlank();
            }
        });
    }

    /** Returns random bytes in which valid msgpack heads are frequent. */
    private static byte[] noise(Random random) {
        byte[] bytes = new byte[random.nextInt(40)];
        random.nextBytes(bytes);
        byte[] head = random.nextBoolean() ? bytesOf(HEAD + "92 a1'a'") : new byte[0];
        byte[] all = Arrays.copyOf(head, head.length + bytes.length);
        System.arraycopy(bytes, 0, all, head.length, bytes.length);
        return all;
    }

    private static byte[] damaged(Random random) {
        byte[] bytes =
                bytesOf("84 a4'type' 02 a4'data' 95 a1'a' 82 a1'b' cb 3ff8000000000000 a1'c' 92 c0 c3 c4 02 0102 "
                        + "d7 00 000001890ac9f5c0 cf ffffffffffffffff a2'id' cd 01 00 a3'nsp' a1'/'");
        for (int i = random.nextInt(4); i > 0; i--) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
        }
        return Arrays.copyOf(bytes, bytes.length - (random.nextBoolean() ? 0 : random.nextInt(bytes.length)));
    }

    private Packet read(String msgpack) throws PacketSyntaxException {
        return parser.decodeBinary(bytesOf(msgpack)).orElseThrow();
    }

    private static Arguments bytes(int... bytes) {
        byte[] all = new byte[bytes.length];
        for (int i = 0; i < all.length; i++) {
            all[i] = (byte) bytes[i];
        }
        return new Arguments(List.of(Arguments.placeholder(0)), List.of(new Attachment(all)));
    }

    /** Parses bytes in hexadecimal, and text between quotes. */
    static byte[] bytesOf(String description) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        String[] parts = description.split("'", -1);
        for (int i = 0; i < parts.length; i++) {
            bytes.writeBytes(
                    i % 2 == 0
                            ? HexFormat.of().parseHex(parts[i].replace(" ", ""))
                            : parts[i].getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }
}
