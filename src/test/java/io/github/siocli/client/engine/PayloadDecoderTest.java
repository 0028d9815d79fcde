package io.github.siocli.client.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.siocli.client.diagnosis.InvalidPayloadException;
import io.github.siocli.testing.Property;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import okio.Buffer;
import okio.BufferedSource;
import okio.ByteString;
import okio.Okio;
import okio.Source;
import okio.Timeout;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PayloadDecoderTest {

    @Test
    void readsTextLengthsInUtf16Units() throws IOException {
        assertThat(decode("14:42[\"e\",\"é€😀\"]2:401:310:b4AQIDBAUG"))
                .containsExactly("42[\"e\",\"é€😀\"]", "40", "3", "bAQIDBAUG");
    }

    @Test
    void readsBinaryLengthsInBytes() throws IOException {
        Buffer payload = new Buffer();
        byte[] text = "42[\"é\"]".getBytes(StandardCharsets.UTF_8);
        payload.writeByte(0).writeByte(text.length).writeByte(0xff).write(text);
        payload.write(ByteString.decodeHex("0104ff04010203")).write(ByteString.decodeHex("0001ff33"));
        assertThat(decode(payload)).containsExactly("42[\"é\"]", "bAQID", "3");
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
                    313af09f9880         | the length of a packet ends inside a character
                    """)
    void rejectsInvalidPayloads(String hex, String problem) {
        assertThatThrownBy(() -> decode(new Buffer().write(ByteString.decodeHex(hex))))
                .isInstanceOf(InvalidPayloadException.class)
                .hasMessage(problem);
    }

    @Test
    void decodesEncodedPayloads() {
        Property.holds(2_000, random -> {
            List<String> packets = randomPackets(random);
            assertThat(decode(inPieces(PayloadEncoder.encode(packets), random))).isEqualTo(packets);
        });
    }

    @Test
    void decodesTextFramingInAnyPieces() {
        Property.holds(2_000, random -> {
            List<String> packets = randomPackets(random);
            StringBuilder payload = new StringBuilder();
            packets.stream()
                    .map(packet -> packet.replaceFirst("^b", "b4"))
                    .forEach(packet ->
                            payload.append(packet.length()).append(':').append(packet));
            assertThat(decode(inPieces(ByteString.encodeUtf8(payload.toString()), random)))
                    .isEqualTo(packets);
        });
    }

    @Test
    void decodesOrRejectsAnyBytes() {
        Property.holds(5_000, random -> {
            byte[] bytes = new byte[random.nextInt(60)];
            random.nextBytes(bytes);
            String likely = "0123456789:{}[]\",/b4\u0000\u0001\u0002\u0009\u00ff";
            for (int i = 0; i < bytes.length; i++) {
                if (random.nextInt(4) > 0) {
                    bytes[i] = (byte) likely.charAt(random.nextInt(likely.length()));
                }
            }
            try {
                decode(inPieces(ByteString.of(bytes), random));
            } catch (InvalidPayloadException e) {
                assertThat(e).hasMessageMatching("[a-z].+[a-z0-9]");
            }
        });
    }

    private static List<String> randomPackets(Random random) {
        List<String> packets = new ArrayList<>();
        int count = 1 + random.nextInt(4);
        for (int i = 0; i < count; i++) {
            int length = random.nextInt(random.nextInt(20) == 0 ? 30_000 : 30);
            if (random.nextBoolean()) {
                byte[] bytes = new byte[length];
                random.nextBytes(bytes);
                packets.add("b" + Base64.getEncoder().encodeToString(bytes));
            } else {
                StringBuilder text = new StringBuilder("4");
                random.ints(length, 0, 5)
                        .forEach(kind -> text.appendCodePoint(new int[] {'a', 'é', '€', 0x1f600, 0x2028}[kind]));
                packets.add(text.toString());
            }
        }
        return packets;
    }

    private static List<String> decode(String payload) throws IOException {
        return decode(new Buffer().writeUtf8(payload));
    }

    private static List<String> decode(BufferedSource payload) throws IOException {
        PayloadDecoder decoder = new PayloadDecoder(payload);
        List<String> packets = new ArrayList<>();
        for (Optional<String> next = decoder.next(); next.isPresent(); next = decoder.next()) {
            packets.add(next.get());
        }
        return packets;
    }

    /** Returns a source that delivers the bytes in random pieces, like a network connection. */
    private static BufferedSource inPieces(ByteString bytes, Random random) {
        Buffer rest = new Buffer().write(bytes);
        return Okio.buffer(new Source() {
            @Override
            public long read(Buffer sink, long byteCount) {
                return rest.read(sink, Math.min(byteCount, 1 + random.nextInt(9000)));
            }

            @Override
            public Timeout timeout() {
                return Timeout.NONE;
            }

            @Override
            public void close() {
                rest.clear();
            }
        });
    }
}
