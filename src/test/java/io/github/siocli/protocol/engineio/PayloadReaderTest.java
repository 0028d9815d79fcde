package io.github.siocli.protocol.engineio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.siocli.testing.Mutator;
import io.github.siocli.testing.Property;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PayloadReaderTest {

    private static final long MAX_BYTES = 1L << 20;

    @Test
    void readsSeparatedPackets() throws PacketSyntaxException {
        assertThat(read(Generation.EIO4, bytes("4hello\u001e2\u001ebAQIDBA==")))
                .containsExactly("4hello", "2", "[1, 2, 3, 4]");
        assertThat(read(Generation.EIO4, new byte[0])).isEmpty();
    }

    @Test
    void readsTextLengthsInUtf16Units() throws PacketSyntaxException {
        assertThat(read(Generation.EIO3, bytes("14:42[\"e\",\"é€😀\"]2:401:310:b4AQIDBAUG")))
                .containsExactly("42[\"e\",\"é€😀\"]", "40", "3", "[1, 2, 3, 4, 5, 6]");
    }

    @Test
    void readsBinaryLengthsInBytes() throws PacketSyntaxException {
        assertThat(read(Generation.EIO3, HexFormat.of().parseHex("0003ff34c3a90104ff040102030001ff33")))
                .containsExactly("4é", "[1, 2, 3]", "3");
    }

    @Test
    void returnsPacketsBeforeThePayloadIsComplete() throws PacketSyntaxException {
        PayloadReader reader = new PayloadReader(Generation.EIO4, MAX_BYTES);
        reader.add(bytes("42[1]\u001e4"), 0, 7);
        assertThat(reader.next())
                .hasValueSatisfying(packet -> assertThat(packet.bytes()).isEqualTo(bytes("42[1]")));
        assertThat(reader.next()).isEmpty();
        reader.add(bytes("x"), 0, 1);
        reader.end();
        assertThat(reader.next()).hasValueSatisfying(packet -> {
            assertThat(packet.bytes()).isEqualTo(bytes("4x"));
            assertThat(packet.offset()).isEqualTo(6);
        });
        assertThat(reader.next()).isEmpty();
    }

    @Test
    void returnsTheBytesOfTheInvalidPacket() throws PacketSyntaxException {
        PayloadReader reader = new PayloadReader(Generation.EIO3, MAX_BYTES);
        byte[] payload = bytes("1:2x:rest");
        reader.add(payload, 0, payload.length);
        assertThat(reader.next()).isPresent();
        assertThatThrownBy(reader::next).isInstanceOf(PacketSyntaxException.class);
        assertThat(reader.remaining()).isEqualTo(bytes("x:rest"));
    }

    @Test
    void acceptsPacketsOfTheLargestSize() throws PacketSyntaxException {
        for (String payload : List.of("10:4234567890", "\u0000\u0001\u0000\u00ff4234567890")) {
            PayloadReader reader = new PayloadReader(Generation.EIO3, 10);
            byte[] bytes = payload.getBytes(StandardCharsets.ISO_8859_1);
            reader.add(bytes, 0, bytes.length);
            assertThat(reader.next()).isPresent();
            assertThat(reader.remaining()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    32                   | it ends inside a packet
                    393a3432             | it ends inside a packet
                    68656c6c6f           | the length of a packet is missing
                    3a3432               | the length of a packet is missing
                    39393939393939393939393a34 | the length of a packet is missing
                    393939393939393939393a34   | a packet of 9999999999 bytes
                    00ff                 | the length of a packet is missing
                    000aff               | the length of a packet is missing
                    0002ff34             | it ends inside a packet
                    0100ff               | a binary packet without a type
                    0101ff05             | a binary packet of type 5
                    313a62               | a binary packet without a type
                    323a6235             | a binary packet without a type
                    303a                 | an empty packet
                    313af09f9880         | the length of a packet ends inside a character
                    343a3422ff5d         | text that is not UTF-8 at byte 2
                    """)
    void rejectsInvalidPayloadsOfEngineIo3(String hex, String problem) {
        assertThatThrownBy(() -> read(Generation.EIO3, HexFormat.of().parseHex(hex)))
                .isInstanceOf(PacketSyntaxException.class)
                .hasMessage(problem);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u001e", "4\u001e", "\u001e4", "bA", "bAQID\n"})
    void rejectsInvalidPayloadsOfEngineIo4(String payload) {
        assertThatThrownBy(() -> read(Generation.EIO4, bytes(payload))).isInstanceOf(PacketSyntaxException.class);
    }

    @Test
    void rejectsPacketsWithoutAnEnd() {
        PayloadReader reader = new PayloadReader(Generation.EIO4, 10);
        reader.add(new byte[11], 0, 11);
        assertThatThrownBy(reader::next).hasMessage("a packet of more than 10 bytes");
    }

    @Test
    void readsWrittenPayloadsInAnyPieces() {
        Property.holds(2_000, random -> {
            List<EngineFrame> frames = randomFrames(random);
            for (PayloadFraming framing : PayloadFraming.values()) {
                Generation generation = framing == PayloadFraming.SEPARATED ? Generation.EIO4 : Generation.EIO3;
                byte[] payload = PayloadWriter.write(framing, frames);
                assertThat(readInPieces(generation, payload, random))
                        .isEqualTo(frames.stream().map(PayloadReaderTest::text).toList());
            }
        });
    }

    @Test
    void readsOrRejectsAnyBytes() {
        int[] whole = new int[1];
        int runs = Property.holds(5_000, random -> {
            PayloadFraming framing = PayloadFraming.values()[random.nextInt(3)];
            Generation generation = framing == PayloadFraming.SEPARATED ? Generation.EIO4 : Generation.EIO3;
            byte[] changed = Mutator.of(random, PayloadWriter.write(framing, randomFrames(random)));
            try {
                readInPieces(generation, changed, random);
                whole[0]++;
            } catch (PacketSyntaxException e) {
                assertThat(e).hasMessageMatching("[a-z][^\n]*[^\n ]");
            }
        });
        assertThat(whole[0]).isBetween(runs / 25, runs * 24 / 25);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    307b7d         | SEPARATED
                    39373a307b     | COUNTED
                    000907ff307b   | BINARY
                    39373a34307b   |
                    0907ff307b     |
                    30             |
                    303a307b       | COUNTED
                    393939393939393939393a307b   | COUNTED
                    39393939393939393939393a307b |
                    3a307b         |
                    2f3a307b       |
                    3937           |
                    39373a         |
                    0000ff307b     | BINARY
                    0009090909090909090909ff307b   | BINARY
                    000909090909090909090909ff307b |
                    00ff307b       |
                    000aff307b     |
                    0009           |
                    0009ff         |
                    0009ff34       |
                    317b7d         |
                    3c68746d6c3e   |
                    """)
    void recognizesTheFramingOfAHandshake(String hex, PayloadFraming framing) {
        assertThat(PayloadFraming.ofHandshake(HexFormat.of().parseHex(hex))).isEqualTo(Optional.ofNullable(framing));
    }

    @Test
    void recognizesTheFramingOfAHandshakeThatWasDecodedAsText() {
        assertThat(PayloadFraming.ofHandshake("0{\"sid\":\"a\",\"upgrades\":[]}"))
                .contains(PayloadFraming.SEPARATED);
        assertThat(PayloadFraming.ofHandshake("97:0{\"sid\":\"a\"}")).contains(PayloadFraming.COUNTED);
        assertThat(PayloadFraming.ofHandshake("\0\11\7\ufffd0{\"sid\":\"a\"}")).contains(PayloadFraming.BINARY);
        assertThat(PayloadFraming.ofHandshake("<html>")).isEmpty();
    }

    @Test
    void decodesValidTextOnly() throws PacketSyntaxException {
        assertThat(StrictUtf8.decode(bytes("é€😀"))).isEqualTo("é€😀");
        assertThatThrownBy(() -> StrictUtf8.decode(new byte[] {(byte) 0xff}))
                .hasMessage("text that is not UTF-8 at byte 0");
    }

    private static List<EngineFrame> randomFrames(Random random) {
        List<EngineFrame> frames = new ArrayList<>();
        for (int i = random.nextInt(4); i >= 0; i--) {
            int length = random.nextInt(random.nextInt(20) == 0 ? 30_000 : 30);
            if (random.nextBoolean()) {
                byte[] bytes = new byte[length];
                random.nextBytes(bytes);
                frames.add(new EngineFrame.Binary(bytes));
            } else {
                StringBuilder text = new StringBuilder("4");
                random.ints(length, 0, 5)
                        .forEach(kind -> text.appendCodePoint(new int[] {'a', 'é', '€', 0x1f600, 0x2028}[kind]));
                frames.add(EngineFrame.text(text.toString()));
            }
        }
        return frames;
    }

    private static List<String> read(Generation generation, byte[] payload) throws PacketSyntaxException {
        return readInPieces(generation, payload, new Random(1));
    }

    private static List<String> readInPieces(Generation generation, byte[] payload, Random random)
            throws PacketSyntaxException {
        PayloadReader reader = new PayloadReader(generation, MAX_BYTES);
        List<String> packets = new ArrayList<>();
        for (int at = 0; at < payload.length; ) {
            int next = Math.min(payload.length, at + 1 + random.nextInt(9_000));
            reader.add(payload, at, next);
            addComplete(generation, reader, packets);
            at = next;
        }
        reader.end();
        addComplete(generation, reader, packets);
        return packets;
    }

    private static void addComplete(Generation generation, PayloadReader reader, List<String> packets)
            throws PacketSyntaxException {
        for (Optional<PayloadReader.RawPacket> packet = reader.next(); packet.isPresent(); packet = reader.next()) {
            packets.add(text(generation.read(packet.get())));
        }
    }

    private static String text(EngineFrame frame) {
        return frame instanceof EngineFrame.Text text
                ? text.packet()
                : Arrays.toString(((EngineFrame.Binary) frame).bytes());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
