package io.github.siocli.shell;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.siocli.event.Failure;
import io.github.siocli.event.FailureKind;
import io.github.siocli.event.LifecycleEvent.NamespaceRefused;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectionFailuresTest {

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void hintsAtLimitOfFullServer(boolean authenticated) {
        String message = "The server is full: 2 of 2 clients are connected";
        Failure full = ConnectionFailures.of(refused(message), authenticated);
        assertThat(full.message())
                .isEqualTo(
                        Failure.of(FailureKind.REFUSED_BY_SERVER, "/", message).message());
        assertThat(full.hint()).contains("--max-clients").doesNotContain("--auth");
        Failure other = ConnectionFailures.of(refused("not authorized"), authenticated);
        assertThat(other.kind())
                .isEqualTo(authenticated ? FailureKind.REFUSED_BY_SERVER : FailureKind.REFUSED_WITHOUT_AUTH);
    }

    private static NamespaceRefused refused(String message) {
        return new NamespaceRefused(Instant.EPOCH, "/", message, Optional.empty());
    }
}
