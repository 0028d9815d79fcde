package io.github.siocli.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.siocli.event.Handshake;
import io.github.siocli.testing.Mutation;
import io.github.siocli.testing.Property;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EnginePacketTest {

    private static final String OPEN =
            "0{\"sid\":\"a\",\"upgrades\":[\"websocket\"],\"pingInterval\":25000,\"pingTimeout\":20000,\"maxPayload\":1000000}";

    @Test
    void aHandshakeIsRead() throws PacketSyntaxException {
        assertThat(EnginePacket.handshake(OPEN))
                .isEqualTo(new Handshake(
                        "a",
                        List.of("websocket"),
                        Duration.ofSeconds(25),
                        Duration.ofSeconds(20),
                        OptionalLong.of(1_000_000)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "0{}",
                "0[]",
                "0\"sid\"",
                "0{\"sid\":1,\"pingInterval\":1,\"pingTimeout\":1}",
                "0{\"sid\":\"a\",\"pingInterval\":-1,\"pingTimeout\":1}",
                "0{\"sid\":\"a\",\"pingInterval\":1,\"pingTimeout\":2147483648}",
                "0{\"sid\":\"a\",\"pingInterval\":1,\"pingTimeout\":99999999999999999999}",
                "0{\"sid\":\"a\",\"pingInterval\":\"1\",\"pingTimeout\":1}",
                "0{\"sid\":\"a\",\"upgrades\":[1],\"pingInterval\":1,\"pingTimeout\":1}",
                "0{\"sid\":\"a\",\"pingInterval\":1,\"pingTimeout\":1,\"maxPayload\":-1}"
            })
    void whatIsNoHandshakeIsTold(String packet) {
        assertThatThrownBy(() -> EnginePacket.handshake(packet)).isInstanceOf(PacketSyntaxException.class);
    }

    @Test
    void whateverComesIsAHandshakeOrTold() {
        int[] read = new int[1];
        Property.holds(20_000, random -> {
            try {
                Handshake handshake = EnginePacket.handshake(Mutation.of(random, OPEN));
                assertThat(handshake.pingInterval().plus(handshake.pingTimeout()))
                        .isBetween(Duration.ZERO, Duration.ofDays(50));
                read[0]++;
            } catch (PacketSyntaxException told) {
                assertThat(told).hasMessage("not a handshake");
            }
        });
        assertThat(read[0]).isBetween(100, 19_000);
    }
}
