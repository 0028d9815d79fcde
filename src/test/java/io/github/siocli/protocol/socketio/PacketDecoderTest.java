package io.github.siocli.protocol.socketio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.siocli.event.Arguments;
import io.github.siocli.event.Attachment;
import io.github.siocli.event.EventName;
import io.github.siocli.json.Json;
import io.github.siocli.protocol.engineio.PacketSyntaxException;
import io.github.siocli.testing.Mutator;
import io.github.siocli.testing.Property;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PacketDecoderTest {

    private final PacketDecoder decoder = new PacketDecoder();

    @Test
    void decodesEvents() throws PacketSyntaxException {
        assertThat(text("2[\"a\"]")).contains(event("/", "a", OptionalLong.empty()));
        assertThat(text("2/chat,17[\"a\",{\"z\":1,\"a\":2.0}, 3]"))
                .contains(event("/chat", "a", OptionalLong.of(17), "{\"z\":1,\"a\":2.0}", "3"));
        assertThat(text("2/a?b=c,[\"x\"]")).contains(event("/a?b=c", "x", OptionalLong.empty()));
    }

    @Test
    void keepsEventNamesAsTheyWereOnTheWire() throws PacketSyntaxException {
        for (String name : List.of("7", "-1.50", "1e3", "\"7\"", "\"h\\u00e9llo\"")) {
            Packet.Event event = (Packet.Event) text("2[" + name + ",1]").orElseThrow();
            assertThat(event.name().json()).isEqualTo(Json.literal(name));
            assertThat(PacketEncoder.encode(event).text()).contains(utf8("42[" + name + ",1]"));
        }
        assertThat(EventName.of(Json.literal("7"))).isNotEqualTo(EventName.of("7"));
    }

    @Test
    void decodesAcknowledgements() throws PacketSyntaxException {
        assertThat(text("312[]")).contains(new Packet.Ack("/", 12, Arguments.NONE));
        assertThat(text("3/chat,0[1]")).contains(new Packet.Ack("/chat", 0, Arguments.of(Json.literal("1"))));
    }

    @Test
    void decodesConnectAndDisconnect() throws PacketSyntaxException {
        assertThat(text("0")).contains(new Packet.Connect("/", Optional.empty()));
        assertThat(text("0/chat,{\"sid\":\"x\"}"))
                .contains(new Packet.Connect("/chat", Optional.of(Json.literal("{\"sid\":\"x\"}"))));
        assertThat(text("0/chat")).contains(new Packet.Connect("/chat", Optional.empty()));
        assertThat(text("1")).contains(new Packet.Disconnect("/"));
        assertThat(text("1/chat,")).contains(new Packet.Disconnect("/chat"));
        assertThat(text("1/chat,{\"message\":\"no\"}"))
                .contains(new Packet.Disconnect("/chat", Optional.of(Json.literal("{\"message\":\"no\"}"))));
        assertThat(text("1bye")).contains(new Packet.Disconnect("/", Optional.of(Json.string("bye"))));
        assertThat(text("4/nope,\"Invalid namespace\""))
                .contains(new Packet.ConnectError("/nope", Optional.of(Json.string("Invalid namespace"))));
        assertThat(text("4{\"message\":\"x\"}"))
                .contains(new Packet.ConnectError("/", Optional.of(Json.literal("{\"message\":\"x\"}"))));
    }

    @Test
    void completesABinaryPacketWithItsLastFrame() throws PacketSyntaxException {
        String text = "52-/chat,3[\"a\",{\"_placeholder\":true,\"num\":0},{\"_placeholder\":true,\"num\":1}]";
        assertThat(text(text)).isEmpty();
        assertThat(decoder.decodeBinary(new byte[] {1})).isEmpty();
        Packet packet = decoder.decodeBinary(new byte[] {2}).orElseThrow();
        assertThat(packet.nsp()).isEqualTo("/chat");
        assertThat(((Packet.Event) packet).args().attachments())
                .containsExactly(new Attachment(new byte[] {1}), new Attachment(new byte[] {2}));
        assertThat(text("50-[\"a\"]")).contains(event("/", "a", OptionalLong.empty()));
        assertThat(text("60-1[]")).contains(new Packet.Ack("/", 1, Arguments.NONE));
    }

    @Test
    void refusesTooManyBinaryFrames() throws PacketSyntaxException {
        PacketDecoder limited = new PacketDecoder(2, 3);
        assertThatThrownBy(() -> limited.decodeText(utf8("53-[\"a\"]"), 0)).hasMessage("a packet with 3 binary frames");
        for (int i = 0; i < 2; i++) {
            assertThat(limited.decodeText(utf8("52-[\"a\"]"), 0)).isEmpty();
            assertThat(limited.decodeBinary(new byte[2])).isEmpty();
            assertThat(limited.decodeBinary(new byte[1]))
                    .as("as many bytes as may be")
                    .isPresent();
        }
        limited.decodeText(utf8("52-[\"a\"]"), 0);
        limited.decodeBinary(new byte[2]);
        assertThatThrownBy(() -> limited.decodeBinary(new byte[2]))
                .hasMessage("binary frames of more than 3 bytes together");
        assertThat(limited.decodeText(utf8("2[\"a\"]"), 0)).isPresent();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    51-["x",P0] 2["a"] 2["b"]      | a b  | the event "x" misses attachment 1 of 1: another packet arrived first
                    53-["x",P0,P1,P2] #1 2["a"]    | a    | the event "x" misses attachments 2 to 3 of 3: another packet arrived first
                    52-["x",P0,P1] #1 2["a"] #2    | a x  | the event "x" misses attachment 2 of 2: another packet arrived first
                    51-["x",P0] 51-["y",P0] #1     | y    | the event "x" misses attachment 1 of 1: another packet arrived first
                    51-["x",P0] 51-["y",P0] #1 #2  | y    | the event "x" misses attachment 1 of 1: another packet arrived first; a binary frame arrived after the event "y", which announces 1
                    51-["x",P0]                    |      | the event "x" misses attachment 1 of 1: the connection ended first
                    61-3[P0]                       |      | the acknowledgement 3 misses attachment 1 of 1: the connection ended first
                    2["a"] #1                      | a    | a binary frame arrived that no packet announced
                    51-["x",P0] #1 #2 2["a"]       | x a  | a binary frame arrived after the event "x", which announces 1
                    51-["x",P7] #1 2["a"]          | a    | the event "x" refers to attachment number 7, and has 1, counted from 0
                    51-["x",P-1] #1 2["a"]         | a    | the event "x" refers to an attachment without a number, and has 1, counted from 0
                    51-["x",P0.5] #1 2["a"]        | a    | the event "x" refers to an attachment without a number, and has 1, counted from 0
                    50-["x",P0] 2["a"]             | a    | the event "x" refers to attachment number 0, and has none
                    52-["x",P0] #1 #2 2["a"]       | x a  | attachment 2 of 2 of the event "x", which no argument refers to
                    51-["x",P0,P0] #1              | x    | ``
                    51-[P0] #1 2["a"]              | a    | the event name is neither a string nor a number
                    """)
    void returnsIntactPacketsIfAttachmentsDoNotMatch(String wire, String events, String problems) throws Exception {
        PacketDecoder lenient = PacketDecoder.lenient(10, 1_000);
        List<String> names = new ArrayList<>();
        List<String> told = new ArrayList<>();
        for (String message : wire.split(" ")) {
            try {
                Optional<Packet> packet = message.startsWith("#")
                        ? lenient.decodeBinary(new byte[] {(byte) message.charAt(1)})
                        : lenient.decodeText(
                                utf8(message.replaceAll("P([0-9.-]+)", "{\"_placeholder\":true,\"num\":$1}")), 0);
                packet.ifPresent(
                        event -> names.add(((Packet.Event) event).name().text()));
            } catch (PacketSyntaxException e) {
                told.add(e.getMessage());
            }
            lenient.takeFaults().forEach(fault -> told.add(fault.problem()));
        }
        lenient.reset();
        lenient.takeFaults().forEach(fault -> told.add(fault.problem()));
        assertThat(String.join(" ", names)).isEqualTo(events == null ? "" : events);
        assertThat(String.join("; ", told)).isEqualTo(problems);
    }

    @Test
    void reportsThePacketAndAllAttachmentsThatDoNotMatch() throws PacketSyntaxException {
        PacketDecoder lenient = PacketDecoder.lenient(10, 1_000);
        String text = "52-/chat,[\"x\",{\"_placeholder\":true,\"num\":0},{\"_placeholder\":true,\"num\":9}]";
        lenient.decodeText(utf8("4" + text), 1);
        lenient.decodeBinary(new byte[] {1});
        assertThat(lenient.decodeBinary(new byte[] {2})).isEmpty();
        assertThat(lenient.takeFaults())
                .containsExactly(new PacketFault(
                        text,
                        "the event \"x\" refers to attachment number 9, and has 2, counted from 0",
                        List.of(new Attachment(new byte[] {1}), new Attachment(new byte[] {2}))));
        assertThat(lenient.takeFaults()).isEmpty();
    }

    @Test
    void limitsRepeatedReferencesToAttachments() throws PacketSyntaxException {
        PacketDecoder lenient = PacketDecoder.lenient(10, 1_000);
        lenient.decodeText(utf8("51-[\"x\"" + ",{\"_placeholder\":true,\"num\":0}".repeat(11) + "]"), 0);
        assertThat(lenient.decodeBinary(new byte[100])).isEmpty();
        assertThat(lenient.takeFaults())
                .extracting(PacketFault::problem)
                .containsExactly("the event \"x\" refers to its attachments 11 times, which makes 1100 bytes");
    }

    @Test
    void refusesUnexpectedFramesAndDropsThePacket() throws PacketSyntaxException {
        assertThatThrownBy(() -> decoder.decodeBinary(new byte[0]))
                .isInstanceOf(PacketSyntaxException.class)
                .hasMessage("a binary frame arrived that no packet announced");
        text("52-[\"a\"]");
        decoder.decodeBinary(new byte[0]);
        assertThatThrownBy(() -> text("2[\"b\"]"))
                .hasMessage("a text frame arrived while 1 binary frames were expected");
        assertThat(text("2[\"b\"]")).isPresent();
        text("51-[\"a\"]");
        decoder.reset();
        assertThat(text("2[\"c\"]")).isPresent();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    ``                | an empty packet
                    7[]               | unknown packet type "7"
                    é                 | unknown packet type
                    2                 | broken JSON at character 2
                    2[]               | an event without a name
                    2[null]           | the event name is neither a string nor a number
                    2[{}]             | the event name is neither a string nor a number
                    2{"a":1}          | broken JSON at character 2
                    2["a"             | broken JSON at character 6
                    2["a"]x           | broken JSON at character 7
                    2["a",]           | broken JSON at character 7
                    2["a",01]         | broken JSON
                    3[]               | an acknowledgement without an id
                    3x[]              | broken JSON at character 2
                    5["a"]            | the number of binary frames is missing
                    5-["a"]           | the number of binary frames is missing
                    51                | the number of binary frames is missing
                    51-               | broken JSON at character 4
                    21234567890123456789["a"] | a number of 19 digits
                    0{                | broken JSON
                    4x                | broken JSON
                    """)
    void refusesInvalidPacketsWithTheirPosition(String text, String message) {
        assertThatThrownBy(() -> text(text))
                .isInstanceOf(PacketSyntaxException.class)
                .hasMessageStartingWith(message);
    }

    @Test
    void decodesAnyTextOrReportsASyntaxError() {
        Property.holds(100_000, random -> {
            PacketDecoder fuzzed = new PacketDecoder();
            for (int i = random.nextInt(4); i >= 0; i--) {
                try {
                    if (random.nextInt(4) == 0) {
                        fuzzed.decodeBinary(new byte[random.nextInt(3)]);
                    } else {
                        fuzzed.decodeText(utf8(noise(random)), 0);
                    }
                } catch (PacketSyntaxException expected) {
                    assertThat(expected.getMessage()).isNotBlank();
                }
            }
        });
    }

    @Test
    void decodesDamagedPacketsOrReportsASyntaxError() {
        Property.holds(20_000, random -> {
            PacketDecoder fuzzed = new PacketDecoder();
            PacketFrames frames = PacketEncoder.encode(packet(random));
            String text = new String(frames.text().orElseThrow(), StandardCharsets.UTF_8).substring(1);
            try {
                Optional<Packet> read = fuzzed.decodeText(utf8(Mutator.of(random, text)), 0);
                for (int i = 0; i < 100 && read.isEmpty(); i++) {
                    read = fuzzed.decodeBinary(new byte[] {1});
                }
            } catch (PacketSyntaxException expected) {
                assertThat(expected.getMessage()).isNotBlank();
            }
        });
    }

    @Test
    void decodesEncodedPackets() {
        Property.holds(20_000, random -> {
            Packet packet = packet(random);
            PacketFrames frames = PacketEncoder.encode(packet);
            Optional<Packet> read = decoder.decodeText(frames.text().orElseThrow(), 1);
            for (Attachment attachment : frames.binary()) {
                assertThat(read).isEmpty();
                read = decoder.decodeBinary(attachment.bytes());
            }
            assertThat(read).contains(packet);
        });
    }

    private static Packet packet(Random random) {
        String nsp = List.of("/", "/chat", "/a/b", "/1", "/é?x=1").get(random.nextInt(5));
        OptionalLong id = random.nextBoolean() ? OptionalLong.of(random.nextInt(1000)) : OptionalLong.empty();
        Optional<Json> data = random.nextBoolean() ? Optional.of(value(random)) : Optional.empty();
        return switch (random.nextInt(5)) {
            case 0 ->
                new Packet.Connect(
                        nsp, random.nextBoolean() ? Optional.of(Json.literal("{\"a\":1}")) : Optional.empty());
            case 1 -> new Packet.Disconnect(nsp);
            // A number would be decoded as an ack id, which this packet cannot have.
            case 2 -> new Packet.ConnectError(nsp, data.filter(json -> json.kind() != Json.Kind.NUMBER));
            case 3 -> new Packet.Ack(nsp, random.nextInt(1000), arguments(random));
            default ->
                new Packet.Event(
                        nsp, List.of("a", "", "é\"\\", "1", "\n").get(random.nextInt(5)), arguments(random), id);
        };
    }

    private static Arguments arguments(Random random) {
        List<Json> values = new java.util.ArrayList<>();
        List<Attachment> attachments = new java.util.ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            if (random.nextInt(3) == 0) {
                values.add(Arguments.placeholder(attachments.size()));
                attachments.add(new Attachment(new byte[] {(byte) random.nextInt()}));
            } else {
                values.add(value(random));
            }
        }
        return new Arguments(values, attachments);
    }

    private static Json value(Random random) {
        return Json.literal(
                List.of("1", "-0.0", "1E+2", "null", "true", "\"\\u0041/\"", "[1,[ ]]", "{\"z\":1,\"a\":2.0}", "\"]\"")
                        .get(random.nextInt(9)));
    }

    private static String noise(Random random) {
        String[] parts = {
            "0",
            "1",
            "2",
            "3",
            "4",
            "5",
            "6",
            "7",
            "-",
            "/",
            ",",
            "[",
            "]",
            "{",
            "}",
            "\"",
            "a",
            ":",
            "\\",
            "\ud800",
            "é",
            " ",
            "1234567890123456789",
            "{\"_placeholder\":true,\"num\":0}"
        };
        StringBuilder text = new StringBuilder(random.nextBoolean() ? "2[\"a\"," : "");
        for (int i = random.nextInt(12); i > 0; i--) {
            text.append(parts[random.nextInt(parts.length)]);
        }
        return text.toString();
    }

    private Optional<Packet> text(String packet) throws PacketSyntaxException {
        return decoder.decodeText(utf8(packet), 0);
    }

    private static Packet event(String nsp, String name, OptionalLong id, String... args) {
        return new Packet.Event(
                nsp,
                name,
                Arguments.of(List.of(args).stream().map(Json::literal).toArray(Json[]::new)),
                id);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
