package io.github.siocli.client.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.siocli.client.engine.InFlightPackets.WrittenPacket;
import io.github.siocli.event.Arguments;
import io.github.siocli.event.Attachment;
import io.github.siocli.event.Handshake;
import io.github.siocli.event.ServerFamily;
import io.github.siocli.protocol.socketio.Packet;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CloseTimingHeuristicTest {

    private static final Handshake EIO4 =
            new Handshake("sid", List.of(), Duration.ofSeconds(25), Duration.ofMillis(20_500), OptionalLong.empty());
    private static final Handshake EIO3 = EIO4.withServer(ServerFamily.SOCKET_IO_2);

    private static final String NO_PONG = "its pingTimeout of 20500 ms after its last ping: pongs do not reach it";
    private static final String NO_PING =
            "its pingInterval and pingTimeout of 45500 ms after the last packet of the client: pings do not reach it";
    private static final String LAST_SENT = "right after the client's event \"a\" of 10 bytes";
    private static final String UNPARSED = LAST_SENT + ": it may have failed to parse it";

    private long now = 7;
    private final CloseTimingHeuristic timing = new CloseTimingHeuristic(() -> now);

    private void pass(long millis) {
        now += TimeUnit.MILLISECONDS.toNanos(millis);
    }

    private void send(Packet packet) {
        timing.packetSent(new WrittenPacket(packet, 10));
    }

    private static Packet event(Arguments args) {
        return new Packet.Event("/", "a", args, OptionalLong.empty());
    }

    /** The tolerance for a late close is a twentieth of the timeout. */
    @ParameterizedTest
    @CsvSource({"20399, false", "20400, true", "21525, true", "21526, false"})
    void suspectsThatPongsAreLostIfTheServerClosesAtThePingTimeout(long millis, boolean isSuspect) {
        timing.sessionOpened();
        pass(25_000);
        timing.heartbeatReceived();
        pass(millis);
        assertThat(timing.explainClose(EIO4)).isEqualTo(isSuspect ? NO_PONG : "");
    }

    @Test
    void doesNotSuspectPongsBeforeTheFirstPing() {
        timing.sessionOpened();
        pass(20_500);
        assertThat(timing.explainClose(EIO4)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"45399, false", "45400, true", "47775, true", "47776, false"})
    void suspectsThatPingsAreLostIfAServerOfEngineIo3ClosesAfterSilence(long millis, boolean isSuspect) {
        timing.sessionOpened();
        pass(millis);
        assertThat(timing.explainClose(EIO3)).isEqualTo(isSuspect ? NO_PING : "");
    }

    @Test
    void measuresTheSilenceFromTheLastPacketOrHeartbeat() {
        timing.sessionOpened();
        pass(10_000);
        send(event(Arguments.NONE));
        pass(45_400);
        assertThat(timing.explainClose(EIO3)).isEqualTo(NO_PING);
        timing.heartbeatReceived();
        pass(45_399);
        assertThat(timing.explainClose(EIO3)).isEmpty();
        pass(1);
        assertThat(timing.explainClose(EIO3)).isEqualTo(NO_PING);
    }

    @Test
    void suspectsTheLastPacketIfTheServerClosesSoonAfterIt() {
        timing.sessionOpened();
        send(event(Arguments.NONE));
        pass(250);
        assertThat(timing.explainClose(EIO4)).isEqualTo(UNPARSED);
        pass(1);
        assertThat(timing.explainClose(EIO4)).isEmpty();
        timing.sessionOpened();
        assertThat(timing.explainClose(EIO4)).isEmpty();
    }

    @Test
    void describesTheLastPacket() {
        assertThat(timing.describeLastSent()).isEmpty();
        send(new Packet.Ack("/", 3, Arguments.NONE));
        assertThat(timing.describeLastSent()).isEqualTo("right after the client's acknowledgement 3 of 10 bytes");
        send(event(new Arguments(List.of(), Collections.nCopies(10, new Attachment(new byte[1])))));
        assertThat(timing.describeLastSent()).isEqualTo(LAST_SENT);
        send(event(new Arguments(List.of(), Collections.nCopies(11, new Attachment(new byte[1])))));
        assertThat(timing.describeLastSent())
                .isEqualTo(
                        "right after the client's event \"a\" with 11 attachments (many servers take at most 10) of 10"
                                + " bytes");
    }

    @Test
    void describesTheTimeWithoutAHeartbeat() {
        assertThat(CloseTimingHeuristic.describeTimeout(EIO4)).isEqualTo("no heartbeat for 45500 ms");
    }
}
