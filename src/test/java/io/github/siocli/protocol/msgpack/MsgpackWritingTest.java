package io.github.siocli.protocol.msgpack;

import static io.github.siocli.protocol.msgpack.MsgpackReadingTest.bytesOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.siocli.event.Arguments;
import io.github.siocli.event.Attachment;
import io.github.siocli.event.EventName;
import io.github.siocli.json.Json;
import io.github.siocli.json.RandomJson;
import io.github.siocli.protocol.engineio.PacketSyntaxException;
import io.github.siocli.protocol.socketio.Packet;
import io.github.siocli.protocol.socketio.UnencodableException;
import io.github.siocli.testing.Property;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.msgpack.core.MessagePack;
import org.msgpack.core.MessageUnpacker;
import org.msgpack.value.Value;

class MsgpackWritingTest {

    private final MsgpackParser parser = new MsgpackParser();

    @Test
    void encodesEachPacketAsOneBinaryMessage() throws UnencodableException {
        assertThat(written(new Packet.Connect("/", Optional.empty())))
                .isEqualTo(bytesOf("82 a4'type' 00 a3'nsp' a1'/'"));
        assertThat(written(new Packet.Connect("/a", Optional.of(Json.literal("{\"t\":1}")))))
                .isEqualTo(bytesOf("83 a4'type' 00 a3'nsp' a2'/a' a4'data' 81 a1't' 01"));
        assertThat(written(new Packet.Disconnect("/"))).isEqualTo(bytesOf("82 a4'type' 01 a3'nsp' a1'/'"));
        assertThat(written(new Packet.Event("/", "e", Arguments.of(Json.literal("1")), OptionalLong.of(3))))
                .isEqualTo(bytesOf("84 a4'type' 02 a3'nsp' a1'/' a2'id' 03 a4'data' 92 a1'e' 01"));
        assertThat(written(new Packet.Ack("/", 3, Arguments.NONE)))
                .isEqualTo(bytesOf("84 a4'type' 03 a3'nsp' a1'/' a2'id' 03 a4'data' 90"));
    }

    @Test
    void keepsNumericEventNamesAsNumbers() throws UnencodableException, PacketSyntaxException {
        Packet event = new Packet.Event("/", EventName.of(Json.literal("7")), Arguments.NONE, OptionalLong.empty());
        byte[] written = written(event);
        assertThat(written).isEqualTo(bytesOf("83 a4'type' 02 a3'nsp' a1'/' a4'data' 91 07"));
        assertThat(parser.decodeBinary(written)).contains(event);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    0                      | 00
                    -32                    | e0
                    -33                    | d0 df
                    127                    | 7f
                    128                    | cc 80
                    255                    | cc ff
                    256                    | cd 0100
                    65535                  | cd ffff
                    65536                  | ce 00010000
                    4294967295             | ce ffffffff
                    4294967296             | cf 0000000100000000
                    -128                   | d0 80
                    -129                   | d1 ff7f
                    -32768                 | d1 8000
                    -32769                 | d2 ffff7fff
                    -2147483648            | d2 80000000
                    -2147483649            | d3 ffffffff7fffffff
                    -9223372036854775808   | d3 8000000000000000
                    18446744073709551615   | cf ffffffffffffffff
                    9223372036854775807    | cf 7fffffffffffffff
                    18446744073709551616   | cb 43f0000000000000
                    -0                     | cb 8000000000000000
                    1.50                   | cb 3ff8000000000000
                    1E+2                   | cb 4059000000000000
                    0.1                    | cb 3fb999999999999a
                    5e-324                 | cb 0000000000000001
                    true                   | c3
                    false                  | c2
                    null                   | c0
                    "\\u00e9\\n"           | a3 c3a9 0a
                    "\\ud83d\\ude00"       | a4 f09f9880
                    [ ]                    | 90
                    { }                    | 80
                    [ 1 , [ 2 , 3 ] , {} ] | 93 01 92 02 03 80
                    {"a":[],"a":{"]":","}} | 82 a1'a' 90 a1'a' 81 a1']' a1','
                    """)
    void writesTheShortestForm(String json, String msgpack) throws UnencodableException {
        assertThat(value(json)).isEqualTo(bytesOf(msgpack));
    }

    @ParameterizedTest
    @CsvSource({
        "text, 31, bf",
        "text, 32, d9 20",
        "text, 255, d9 ff",
        "text, 256, da 0100",
        "text, 65535, da ffff",
        "text, 65536, db 00010000",
        "array, 15, 9f",
        "array, 16, dc 0010",
        "array, 65535, dc ffff",
        "array, 65536, dd 00010000",
        "map, 15, 8f",
        "map, 16, de 0010",
        "map, 65535, de ffff",
        "map, 65536, df 00010000"
    })
    void writesTheShortestLength(String type, int length, String head) throws UnencodableException {
        String json = switch (type) {
            case "text" -> "\"" + "x".repeat(length) + "\"";
            case "array" -> "[" + "0,".repeat(length - 1) + "0]";
            default -> "{" + "\"k\":0,".repeat(length - 1) + "\"k\":0}";
        };
        byte[] start = bytesOf(head);
        int element = type.equals("map") ? 3 : 1;
        assertThat(value(json)).startsWith(start).hasSize(start.length + element * length);
    }

    @Test
    void writesValuesOfAcknowledgementsAndRefusals() throws UnencodableException {
        assertThat(written(new Packet.Ack("/", 3, Arguments.of(Json.literal("[7]"), Json.string("x")))))
                .isEqualTo(bytesOf("84 a4'type' 03 a3'nsp' a1'/' a2'id' 03 a4'data' 92 91 07 a1'x'"));
        assertThat(written(new Packet.ConnectError("/", Optional.of(Json.literal("{\"message\":\"no\"}")))))
                .isEqualTo(bytesOf("83 a4'type' 04 a3'nsp' a1'/' a4'data' 81 a7'message' a2'no'"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "12345678901234567890.50",
                "9007199254740993.0",
                "18446744073709551617",
                "-9223372036854775809",
                "1e400",
                "-1E999999999999",
                "1e-400",
                "1e-999999999999",
                "0.1000000000000000000001"
            })
    void refusesNumbersThatWouldChange(String number) {
        assertThatThrownBy(() -> value("[" + number + "]"))
                .isInstanceOfSatisfying(
                        UnencodableException.class, e -> assertThat(e.value()).isEqualTo("the number " + number))
                .hasMessage("msgpack supports only 64-bit integers and doubles");
    }

    @Test
    void refusesUnpairedSurrogates() {
        assertThatThrownBy(() -> value("{\"\\udc00\":1}")).hasMessage("msgpack strings are UTF-8");
    }

    @Test
    void acceptsEveryDouble() {
        Property.holds(100_000, random -> {
            double number = Double.longBitsToDouble(random.nextLong());
            if (Double.isFinite(number)) {
                byte[] written = value(String.valueOf(number));
                assertThat(MessagePack.newDefaultUnpacker(written).unpackDouble())
                        .isEqualTo(number);
            }
        });
    }

    @Test
    void writesAttachmentsInPlaceOfPlaceholders() throws UnencodableException {
        Arguments args = new Arguments(
                List.of(Json.literal("{\"x\":[{\"_placeholder\":true,\"num\":1},[2]]}"), Arguments.placeholder(0)),
                List.of(new Attachment(new byte[300]), new Attachment(new byte[] {1})));
        byte[] written = written(new Packet.Event("/", "e", args, OptionalLong.empty()));
        byte[] head = bytesOf("83 a4'type' 02 a3'nsp' a1'/' a4'data' 93 a1'e' 81 a1'x' 92 c4 01 01 91 02 c5 01 2c");
        assertThat(written).startsWith(head).hasSize(head.length + 300);
    }

    @Test
    void readsEncodedPacketsLikeAnotherImplementation() {
        Property.holds(20_000, random -> {
            List<Json> values = new ArrayList<>();
            for (int i = random.nextInt(4); i > 0; i--) {
                values.add(Json.literal(new RandomJson(random).value()));
            }
            Packet packet = new Packet.Event("/", "e", new Arguments(values, List.of()), OptionalLong.empty());
            byte[] written;
            try {
                written = written(packet);
            } catch (UnencodableException tooMuchForMsgpack) {
                return;
            }
            Packet.Event read = (Packet.Event) parser.decodeBinary(written).orElseThrow();
            List<Object> expected =
                    values.stream().map(MsgpackWritingTest::meaning).toList();
            assertThat(read.args().values().stream()
                            .map(MsgpackWritingTest::meaning)
                            .toList())
                    .isEqualTo(expected);
            assertThat(elsewhere(written)).isEqualTo(expected);
        });
    }

    /** Returns the arguments as another implementation decodes them. */
    private static List<Object> elsewhere(byte[] written) throws IOException {
        try (MessageUnpacker unpacker = MessagePack.newDefaultUnpacker(written)) {
            for (Map.Entry<Value, Value> entry :
                    unpacker.unpackValue().asMapValue().entrySet()) {
                if (entry.getKey().asStringValue().asString().equals("data")) {
                    return entry.getValue().asArrayValue().list().stream()
                            .skip(1)
                            .map(MsgpackWritingTest::meaning)
                            .toList();
                }
            }
        }
        throw new AssertionError("no data");
    }

    private static Object meaning(Value value) {
        if (value.isIntegerValue()) {
            return number(new BigDecimal(value.asIntegerValue().asBigInteger()));
        }
        if (value.isFloatValue()) {
            return number(new BigDecimal(value.asFloatValue().toDouble()));
        }
        if (value.isArrayValue()) {
            return value.asArrayValue().list().stream()
                    .map(MsgpackWritingTest::meaning)
                    .toList();
        }
        if (value.isMapValue()) {
            Map<String, Object> members = new HashMap<>();
            value.asMapValue()
                    .entrySet()
                    .forEach(each -> members.put(each.getKey().asStringValue().asString(), meaning(each.getValue())));
            return members;
        }
        return value.isStringValue() ? value.asStringValue().asString() : value.toString();
    }

    private static Object meaning(Json value) {
        return switch (value.kind()) {
            case OBJECT -> {
                Map<String, Object> members = new HashMap<>();
                value.members().forEach((key, each) -> members.put(key, meaning(each)));
                yield members;
            }
            case ARRAY ->
                value.elements().stream().map(MsgpackWritingTest::meaning).toList();
            case STRING -> value.stringValue();
            case NUMBER -> number(new BigDecimal(value.text()));
            case BOOLEAN, NULL -> value.text();
        };
    }

    /** Returns a double, unless msgpack has the number as an integer. */
    private static Object number(BigDecimal number) {
        boolean whole = number.signum() == 0 || number.stripTrailingZeros().scale() <= 0;
        BigInteger integer = whole ? number.toBigInteger() : BigInteger.ZERO;
        return whole && integer.bitLength() <= 64 ? integer : number.doubleValue();
    }

    private byte[] value(String json) throws UnencodableException {
        byte[] all = written(new Packet.Connect("/", Optional.of(Json.literal(json))));
        int head = bytesOf("83 a4'type' 00 a3'nsp' a1'/' a4'data'").length;
        return Arrays.copyOfRange(all, head, all.length);
    }

    private byte[] written(Packet packet) throws UnencodableException {
        assertThat(parser.encode(packet).text()).isEmpty();
        assertThat(parser.encode(packet).binary()).hasSize(1);
        return parser.encode(packet).binary().get(0).bytes();
    }
}
