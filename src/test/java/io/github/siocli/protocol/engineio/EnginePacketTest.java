package io.github.siocli.protocol.engineio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.siocli.event.Handshake;
import io.github.siocli.testing.Mutator;
import io.github.siocli.testing.Property;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnginePacketTest {

    private static final String OPEN =
            "0{\"sid\":\"a\",\"upgrades\":[\"websocket\"],\"pingInterval\":25000,\"pingTimeout\":20000,\"maxPayload\":1000000}";

    @Test
    void readsAHandshake() throws PacketSyntaxException {
        assertThat(EnginePacket.handshake(OPEN))
                .isEqualTo(new Handshake(
                        "a",
                        List.of("websocket"),
                        Duration.ofSeconds(25),
                        Duration.ofSeconds(20),
                        OptionalLong.of(1_000_000)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    ``      | it is not an OPEN packet
                    42["a"] | it is not an OPEN packet
                    0       | broken JSON at character 2: expected a value
                    0abc    | broken JSON at character 2: expected a value
                    0{      | broken JSON at character 3: expected a key or '}'
                    0[]     | it is not a JSON object: []
                    0"sid"  | it is not a JSON object: "sid"
                    0{}     | "sid" is missing
                    0{"sid":1,"pingInterval":1,"pingTimeout":1}       | "sid" is not a string: 1
                    0{"sid":null,"pingInterval":1,"pingTimeout":1}    | "sid" is not a string: null
                    0{"sid":"","pingInterval":1,"pingTimeout":1}      | "sid" is empty
                    0{"sid":"a","pingTimeout":1}                      | "pingInterval" is missing
                    0{"sid":"a","pingInterval":1}                     | "pingTimeout" is missing
                    0{"sid":"a","pingInterval":-1,"pingTimeout":1}    | "pingInterval" is out of range: -1
                    0{"sid":"a","pingInterval":1,"pingTimeout":2147483648}  | "pingTimeout" is out of range: 2147483648
                    0{"sid":"a","pingInterval":1,"pingTimeout":1e99999}     | "pingTimeout" is out of range: 1e99999
                    0{"sid":"a","pingInterval":"1","pingTimeout":1}   | "pingInterval" is not a number: "1"
                    0{"sid":"a","pingInterval":{},"pingTimeout":1}    | "pingInterval" is not a number: {}
                    0{"sid":"a","upgrades":[1],"pingInterval":1,"pingTimeout":1}      | "upgrades" is not an array of strings: [1]
                    0{"sid":"a","upgrades":"x","pingInterval":1,"pingTimeout":1}      | "upgrades" is not an array of strings: "x"
                    0{"sid":"a","pingInterval":1,"pingTimeout":1,"maxPayload":-1}     | "maxPayload" is out of range: -1
                    """)
    void namesTheFieldOfAHandshakeThatIsMissingOrWrong(String packet, String problem) {
        assertThatThrownBy(() -> EnginePacket.handshake(packet))
                .isInstanceOf(PacketSyntaxException.class)
                .hasMessage(problem);
    }

    @Test
    void acceptsTheSmallestAndTheLargestNumbers() throws PacketSyntaxException {
        assertThat(
                        EnginePacket.handshake(
                                "0{\"sid\":\"a\",\"pingInterval\":0,\"pingTimeout\":2147483647,\"maxPayload\":9223372036854775807}"))
                .isEqualTo(new Handshake(
                        "a",
                        List.of(),
                        Duration.ZERO,
                        Duration.ofMillis(Integer.MAX_VALUE),
                        OptionalLong.of(Long.MAX_VALUE)));
        assertThat(EnginePacket.handshake(
                                "0{\"sid\":\"a\",\"pingInterval\":-0,\"pingTimeout\":2147483647.0,\"maxPayload\":0}")
                        .pingTimeout())
                .isEqualTo(Duration.ofMillis(Integer.MAX_VALUE));
    }

    @Test
    void shortensInvalidValues() {
        String longest = "[" + "1".repeat(38) + "]";
        assertThatThrownBy(() -> EnginePacket.handshake("0" + longest))
                .hasMessage("it is not a JSON object: " + longest);
        assertThatThrownBy(() -> EnginePacket.handshake("0[" + "1".repeat(39) + "]"))
                .hasMessage("it is not a JSON object: [" + "1".repeat(39) + "...");
    }

    @Test
    void writesHandshakes() throws PacketSyntaxException {
        Handshake full = new Handshake(
                "a\"b",
                List.of("websocket", "x"),
                Duration.ofSeconds(25),
                Duration.ofSeconds(20),
                OptionalLong.of(1_000_000));
        assertThat(EnginePacket.open(full))
                .isEqualTo("0{\"sid\":\"a\\\"b\",\"upgrades\":[\"websocket\",\"x\"],\"pingInterval\":25000,"
                        + "\"pingTimeout\":20000,\"maxPayload\":1000000}");
        Handshake small = new Handshake("a", List.of(), Duration.ZERO, Duration.ZERO, OptionalLong.empty());
        assertThat(EnginePacket.handshake(EnginePacket.open(small))).isEqualTo(small);
    }

    @Test
    void recognizesTheFirstByteOfAPayload() {
        String separated = "0123456b\u001e";
        String counted = "0123456789\u0000\u0001";
        for (char first = 0; first < 128; first++) {
            boolean isSeparated = separated.indexOf(first) >= 0;
            assertThat(EnginePacket.isBeginning((byte) first)).isEqualTo(isSeparated);
            assertThat(PayloadReader.canBegin(Generation.EIO4, (byte) first)).isEqualTo(isSeparated);
            assertThat(PayloadReader.canBegin(Generation.EIO3, (byte) first)).isEqualTo(counted.indexOf(first) >= 0);
        }
    }

    @Test
    void acceptsTimesInAnyNumberFormat() throws PacketSyntaxException {
        Handshake handshake = EnginePacket.handshake("0{\"sid\":\"a\",\"pingInterval\":2.5e4,\"pingTimeout\":20000.0}");
        assertThat(handshake.pingInterval()).isEqualTo(Duration.ofSeconds(25));
        assertThat(handshake.pingTimeout()).isEqualTo(Duration.ofSeconds(20));
    }

    @Test
    void readsAnyTextOrReportsASyntaxError() {
        int[] read = new int[1];
        int runs = Property.holds(20_000, random -> {
            try {
                Handshake handshake = EnginePacket.handshake(Mutator.of(random, OPEN));
                assertThat(handshake.pingInterval().plus(handshake.pingTimeout()))
                        .isBetween(Duration.ZERO, Duration.ofDays(50));
                read[0]++;
            } catch (PacketSyntaxException told) {
                assertThat(told.getMessage()).isNotEmpty();
            }
        });
        assertThat(read[0]).isBetween(runs / 200, runs * 19 / 20);
    }
}
