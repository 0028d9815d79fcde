package io.github.siocli.shell;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.siocli.event.DataEvent.AckTimedOut;
import io.github.siocli.event.DisconnectReason;
import io.github.siocli.event.EventName;
import io.github.siocli.event.Failure;
import io.github.siocli.event.FailureKind;
import io.github.siocli.event.LifecycleEvent.NamespaceDisconnected;
import io.github.siocli.event.LifecycleEvent.NamespaceRefused;
import io.github.siocli.event.LifecycleEvent.ReconnectGivenUp;
import io.github.siocli.event.ServerReason;
import io.github.siocli.json.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectionFailuresTest {

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void hintsAtLimitOfFullServer(boolean authenticated) {
        String message = "The server is full: 2 of 2 clients are connected";
        Failure full = ConnectionFailures.of(refused(message), authenticated, null);
        assertThat(full.message())
                .isEqualTo(
                        Failure.of(FailureKind.REFUSED_BY_SERVER, "/", message).message());
        assertThat(full.hint()).contains("--max-clients").doesNotContain("--auth");
        Failure other = ConnectionFailures.of(refused("not authorized"), authenticated, null);
        assertThat(other.kind())
                .isEqualTo(authenticated ? FailureKind.REFUSED_BY_SERVER : FailureKind.REFUSED_WITHOUT_AUTH);
    }

    @Test
    void hintsAtEnginePathOnlyForNamespaceOfUrl() {
        NamespaceRefused invalid = refused("/a", "Invalid namespace");
        assertThat(ConnectionFailures.of(invalid, "/a").hint()).contains("--path /a/socket.io/");
        for (String other : new String[] {"/b", null}) {
            assertThat(ConnectionFailures.of(invalid, other).hint())
                    .isEqualTo("check the spelling of the namespace, and that the server defines it");
        }
    }

    @Test
    void explainsDisconnectionsByReasonMessageAndDetail() {
        ServerReason reason = new ServerReason("no entry", Optional.of(Json.literal("7")));
        assertThat(ConnectionFailures.of(disconnected(DisconnectReason.SERVER_DISCONNECT, reason, "seen"))
                        .message())
                .isEqualTo("disconnected: the server disconnected this socket: no entry 7 (seen)");
        Failure plain = ConnectionFailures.of(disconnected(DisconnectReason.SERVER_DISCONNECT, ServerReason.NONE, ""));
        assertThat(plain.message()).isEqualTo("disconnected: the server disconnected this socket");
        assertThat(plain.hint()).isEqualTo("hint");
        NamespaceDisconnected refused = disconnected(DisconnectReason.REFUSED, reason, "");
        assertThat(ConnectionFailures.of(refused, true).kind()).isEqualTo(FailureKind.REFUSED_BY_SERVER);
        assertThat(ConnectionFailures.of(refused, false).kind()).isEqualTo(FailureKind.REFUSED_WITHOUT_AUTH);
        assertThat(ConnectionFailures.of(refused, false).message()).contains("no entry 7");
    }

    @Test
    void namesTheSizeOfALargeEventThatIsNotAcknowledged() {
        for (OptionalLong limit : List.of(OptionalLong.empty(), OptionalLong.of(10))) {
            AckTimedOut timedOut = new AckTimedOut(
                    Instant.EPOCH,
                    "/",
                    0,
                    EventName.of("a"),
                    Duration.ofSeconds(5),
                    Optional.empty(),
                    Optional.of(new AckTimedOut.Large(20, limit)));
            assertThat(ConnectionFailures.of(timedOut).message())
                    .contains(
                            limit.isPresent()
                                    ? "it was sent as 20 bytes, and the server accepts 10"
                                    : "it was sent as 20 bytes, and the server does not report its limit");
        }
    }

    @Test
    void countsTheAttemptsThatWereGivenUp() {
        assertThat(ConnectionFailures.of(new ReconnectGivenUp(Instant.EPOCH, 1)).message())
                .contains("1 attempt")
                .doesNotContain("attempts");
        assertThat(ConnectionFailures.of(new ReconnectGivenUp(Instant.EPOCH, 2)).message())
                .contains("2 attempts");
    }

    private static NamespaceDisconnected disconnected(DisconnectReason reason, ServerReason given, String detail) {
        return new NamespaceDisconnected(Instant.EPOCH, "/", reason, given, detail, "hint", 0);
    }

    private static NamespaceRefused refused(String message) {
        return refused("/", message);
    }

    private static NamespaceRefused refused(String nsp, String message) {
        return new NamespaceRefused(Instant.EPOCH, nsp, message, Optional.empty());
    }
}
