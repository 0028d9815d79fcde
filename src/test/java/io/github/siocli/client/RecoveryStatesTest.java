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

class RecoveryStatesTest {

    private static final Instant NOW = Instant.parse("2026-11-25T07:00:00Z");
    private static final String PID = "p1";
    private static final String FIRST = "Q8HWGs0";
    private static final String SECOND = "Q8HWGs0.0";

    private final RecoveryStates recoveries = new RecoveryStates();

    @Test
    void keepsAllArgumentsWithoutARecoveryId() {
        assertThat(recoveries.startSession("/", null)).isEqualTo(RecoveryOutcome.NOT_OFFERED);
        assertThat(recoveries.startSession("/other", PID)).isEqualTo(RecoveryOutcome.OFFERED);
        EventReceived event = received("/", FIRST).orElseThrow();
        assertThat(event.args()).isEqualTo(Arguments.of(Json.literal("1"), Json.string(FIRST)));
        assertThat(event.offset()).isEmpty();
        assertThat(recoveries.connectData("/", null)).isEmpty();
        assertThat(recoveries.startSession("/", PID)).isEqualTo(RecoveryOutcome.NOT_ENABLED);
    }

    @Test
    void removesTheOffsetAndSendsItWithTheNextConnect() {
        recoveries.startSession("/", PID);
        EventReceived event = received("/", FIRST).orElseThrow();
        assertThat(event.args()).isEqualTo(Arguments.of(Json.literal("1")));
        assertThat(event.offset()).contains(FIRST);
        assertThat(recoveries.connectData("/", null)).contains(Json.literal("{\"pid\":\"p1\",\"offset\":\"Q8HWGs0\"}"));
        assertThat(recoveries.startSession("/", PID)).isEqualTo(RecoveryOutcome.RECOVERED);
        assertThat(recoveries.connectData("/", null)).isPresent();
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
        recoveries.startSession("/", PID);
        received("/", FIRST);
        assertThat(recoveries.connectData("/", Json.literal(auth))).contains(Json.literal(sent));
    }

    @Test
    void reportsWhyTheSessionWasNotRecovered() {
        recoveries.startSession("/", PID);
        assertThat(recoveries.connectData("/", null)).isEmpty();
        assertThat(recoveries.startSession("/", PID)).isEqualTo(RecoveryOutcome.NO_OFFSET);
        received("/", FIRST);
        recoveries.connectData("/", null);
        assertThat(recoveries.startSession("/", "p2")).isEqualTo(RecoveryOutcome.NEW_SESSION);
        received("/", FIRST);
        recoveries.connectData("/", null);
        assertThat(recoveries.startSession("/", null)).isEqualTo(RecoveryOutcome.NEW_SESSION);
        recoveries.startSession("/", PID);
        received("/", FIRST);
        recoveries.forget("/");
        assertThat(recoveries.connectData("/", null)).isEmpty();
        assertThat(recoveries.startSession("/", PID)).isEqualTo(RecoveryOutcome.OFFERED);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"[1]", "7", "null", "true"})
    void reportsAuthThatIsNotAnObjectWithAndWithoutAnOffset(String auth) {
        Json payload = Json.literal(auth);
        recoveries.startSession("/", PID);
        assertThat(recoveries.connectData("/", payload)).contains(payload);
        assertThat(recoveries.startSession("/", PID)).isEqualTo(RecoveryOutcome.AUTH_NOT_OBJECT);
        received("/", FIRST);
        assertThat(recoveries.connectData("/", payload)).contains(payload);
        assertThat(recoveries.startSession("/", "p2")).isEqualTo(RecoveryOutcome.AUTH_NOT_OBJECT);
        received("/", FIRST);
        recoveries.connectData("/", Json.literal("{}"));
        assertThat(recoveries.startSession("/", "p2")).isEqualTo(RecoveryOutcome.RECOVERED);
    }

    @Test
    void dropsEventsThatTheServerSendsAgain() {
        recoveries.startSession("/", PID);
        received("/", FIRST);
        recoveries.connectData("/", null);
        assertThat(received("/", SECOND)).isPresent();
        assertThat(received("/", SECOND)).isEmpty();
        assertThat(received("/", SECOND + "1")).isPresent();
        recoveries.startSession("/", PID);
        assertThat(recoveries.connectData("/", null).orElseThrow().text()).contains(SECOND + "1");
    }

    @Test
    void expectsNoOffsetInEventsThatAskForAnAck() {
        recoveries.startSession("/", PID);
        Packet.Event question = event("/", OptionalLong.of(0), FIRST);
        assertThat(recoveries.toEvent(question, NOW).orElseThrow().args().values())
                .hasSize(2);
    }

    private Optional<EventReceived> received(String nsp, String last) {
        return recoveries.toEvent(event(nsp, OptionalLong.empty(), last), NOW);
    }

    private static Packet.Event event(String nsp, OptionalLong id, String last) {
        return new Packet.Event(nsp, "e", Arguments.of(Json.literal("1"), Json.string(last)), id);
    }
}
