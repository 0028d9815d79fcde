package io.github.siocli.client.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.siocli.event.DisconnectReason;
import io.github.siocli.event.Failure;
import io.github.siocli.event.FailureKind;
import io.github.siocli.event.LifecycleEvent.NamespaceDisconnected;
import io.github.siocli.event.LifecycleEvent.NamespaceRefused;
import io.github.siocli.event.ServerReason;
import io.github.siocli.json.Json;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NamespaceDiagnosisTest {

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void hintsAtLimitOfFullServer(boolean authenticated) {
        String message = "The server is full: 2 of 2 clients are connected";
        Failure full = NamespaceDiagnosis.of(refused(message), authenticated, null);
        assertThat(full.message())
                .isEqualTo(
                        Failure.of(FailureKind.REFUSED_BY_SERVER, "/", message).message());
        assertThat(full.hint()).contains("--max-clients").doesNotContain("--auth");
        Failure other = NamespaceDiagnosis.of(refused("not authorized"), authenticated, null);
        assertThat(other.kind())
                .isEqualTo(authenticated ? FailureKind.REFUSED_BY_SERVER : FailureKind.REFUSED_WITHOUT_AUTH);
    }

    @Test
    void hintsAtEnginePathOnlyForNamespaceOfUrl() {
        NamespaceRefused invalid = refused("/a", "Invalid namespace");
        assertThat(NamespaceDiagnosis.of(invalid, "/a").hint()).contains("--path /a/socket.io/");
        for (String other : new String[] {"/b", null}) {
            assertThat(NamespaceDiagnosis.of(invalid, other).hint())
                    .isEqualTo("check the spelling of the namespace, and that the server defines it");
        }
    }

    @Test
    void explainsDisconnectionsByReasonMessageAndDetail() {
        ServerReason reason = new ServerReason("no entry", Optional.of(Json.literal("7")));
        assertThat(NamespaceDiagnosis.of(disconnected(DisconnectReason.SERVER_DISCONNECT, reason, "seen"))
                        .message())
                .isEqualTo("disconnected: the server disconnected this socket: no entry 7 (seen)");
        Failure plain = NamespaceDiagnosis.of(disconnected(DisconnectReason.SERVER_DISCONNECT, ServerReason.NONE, ""));
        assertThat(plain.message()).isEqualTo("disconnected: the server disconnected this socket");
        assertThat(plain.hint()).isEqualTo("hint");
        NamespaceDisconnected refused = disconnected(DisconnectReason.REFUSED, reason, "");
        assertThat(NamespaceDiagnosis.of(refused, true).kind()).isEqualTo(FailureKind.REFUSED_BY_SERVER);
        assertThat(NamespaceDiagnosis.of(refused, false).kind()).isEqualTo(FailureKind.REFUSED_WITHOUT_AUTH);
        assertThat(NamespaceDiagnosis.of(refused, false).message()).contains("no entry 7");
    }

    @Test
    void masksSecretsInDataOfServer() {
        Optional<Json> data = Optional.of(Json.literal("{\"code\":7,\"token\":\"hunter2\"}"));
        assertThat(NamespaceDiagnosis.of(new NamespaceRefused(Instant.EPOCH, "/", "no", data), null)
                        .message())
                .endsWith("no {\"code\":7,\"token\":\"***\"}");
        ServerReason reason = new ServerReason("no", data);
        assertThat(NamespaceDiagnosis.of(disconnected(DisconnectReason.REFUSED, reason, ""), true)
                        .message())
                .endsWith("no {\"code\":7,\"token\":\"***\"}");
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
