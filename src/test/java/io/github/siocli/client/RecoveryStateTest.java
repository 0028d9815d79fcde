package io.github.siocli.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.siocli.event.Arguments;
import io.github.siocli.event.DataEvent.EventReceived;
import io.github.siocli.event.RecoveryOutcome;
import io.github.siocli.json.Json;
import io.github.siocli.protocol.socketio.Packet;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecoveryStateTest {

    private static final Instant NOW = Instant.parse("2026-11-25T07:00:00Z");
    private static final String PID = "p1";
    private static final String FIRST = "Q8HWGs0";
    private static final String SECOND = "Q8HWGs0.0";

    private final RecoveryState recovery = new RecoveryState();

    @Test
    void keepsAllArgumentsWithoutARecoveryId() {
        assertThat(recovery.startSession(null)).isEqualTo(RecoveryOutcome.NOT_OFFERED);
        EventReceived event = received(FIRST).orElseThrow();
        assertThat(event.args()).isEqualTo(Arguments.of(Json.literal("1"), Json.string(FIRST)));
        assertThat(event.offset()).isEmpty();
        assertThat(recovery.connectData(null)).isEmpty();
        assertThat(recovery.startSession(PID)).isEqualTo(RecoveryOutcome.NOT_ENABLED);
    }

    @Test
    void removesTheOffsetAndSendsItWithTheNextConnect() {
        recovery.startSession(PID);
        EventReceived event = received(FIRST).orElseThrow();
        assertThat(event.args()).isEqualTo(Arguments.of(Json.literal("1")));
        assertThat(event.offset()).contains(FIRST);
        assertThat(recovery.connectData(null)).contains(Json.literal("{\"pid\":\"p1\",\"offset\":\"Q8HWGs0\"}"));
        assertThat(recovery.startSession(PID)).isEqualTo(RecoveryOutcome.RECOVERED);
        assertThat(recovery.connectData(null)).isPresent();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}|{\"pid\":\"p1\",\"offset\":\"Q8HWGs0\"}",
                "{ }|{\"pid\":\"p1\",\"offset\":\"Q8HWGs0\"}",
                "{ \"a\":1.0 }|{\"pid\":\"p1\",\"offset\":\"Q8HWGs0\", \"a\":1.0 }",
                "[1]|[1]"
            })
    void keepsTheUsersPayloadUnchanged(String auth, String sent) {
        recovery.startSession(PID);
        received(FIRST);
        assertThat(recovery.connectData(Json.literal(auth))).contains(Json.literal(sent));
    }

    @Test
    void reportsWhyTheSessionWasNotRecovered() {
        recovery.startSession(PID);
        assertThat(recovery.connectData(null)).isEmpty();
        assertThat(recovery.startSession(PID)).isEqualTo(RecoveryOutcome.NO_OFFSET);
        received(FIRST);
        recovery.connectData(null);
        assertThat(recovery.startSession("p2")).isEqualTo(RecoveryOutcome.NEW_SESSION);
        received(FIRST);
        recovery.connectData(null);
        assertThat(recovery.startSession(null)).isEqualTo(RecoveryOutcome.NEW_SESSION);
        recovery.startSession(PID);
        received(FIRST);
        recovery.forget();
        assertThat(recovery.connectData(null)).isEmpty();
        assertThat(recovery.startSession(PID)).isEqualTo(RecoveryOutcome.OFFERED);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"[1]", "7", "null", "true"})
    void reportsAuthThatIsNotAnObjectWithAndWithoutAnOffset(String auth) {
        Json payload = Json.literal(auth);
        recovery.startSession(PID);
        assertThat(recovery.connectData(payload)).contains(payload);
        assertThat(recovery.startSession(PID)).isEqualTo(RecoveryOutcome.AUTH_NOT_OBJECT);
        received(FIRST);
        assertThat(recovery.connectData(payload)).contains(payload);
        assertThat(recovery.startSession("p2")).isEqualTo(RecoveryOutcome.AUTH_NOT_OBJECT);
        received(FIRST);
        recovery.connectData(Json.literal("{}"));
        assertThat(recovery.startSession("p2")).isEqualTo(RecoveryOutcome.RECOVERED);
    }

    @Test
    void dropsEventsThatTheServerSendsAgain() {
        recovery.startSession(PID);
        received(FIRST);
        recovery.connectData(null);
        assertThat(received(SECOND)).isPresent();
        assertThat(received(SECOND)).isEmpty();
        assertThat(received(SECOND + "1")).isPresent();
        recovery.startSession(PID);
        assertThat(recovery.connectData(null).orElseThrow().text()).contains(SECOND + "1");
    }

    @Test
    void expectsNoOffsetInEventsThatAskForAnAck() {
        recovery.startSession(PID);
        Packet.Event question = event(OptionalLong.of(0), FIRST);
        assertThat(recovery.toEvent(question, NOW).orElseThrow().args().values())
                .hasSize(2);
    }

    private Optional<EventReceived> received(String last) {
        return recovery.toEvent(event(OptionalLong.empty(), last), NOW);
    }

    private static Packet.Event event(OptionalLong id, String last) {
        return new Packet.Event("/", "e", Arguments.of(Json.literal("1"), Json.string(last)), id);
    }
}
