package io.github.siocli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.siocli.event.Failure;
import io.github.siocli.event.FailureKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RefusalHintsTest {

    private static final Failure INVALID =
            Failure.of(FailureKind.INVALID_NAMESPACE, "/a", "Invalid namespace", "/a/socket.io/");

    @ParameterizedTest
    @EnumSource(names = {"REFUSED_BY_SERVER", "REFUSED_WITHOUT_AUTH"})
    void hintsAtLimitOfFullServer(FailureKind kind) {
        Failure full = Failure.of(kind, "/", "The server is full: 2 of 2 clients are connected");
        Failure refined = RefusalHints.refine(full, null);
        assertThat(refined.message()).isEqualTo(full.message());
        assertThat(refined.hint()).contains("--max-clients").doesNotContain("--auth");
        Failure other = Failure.of(kind, "/", "not authorized");
        assertThat(RefusalHints.refine(other, null)).isSameAs(other);
    }

    @Test
    void hintsAtEnginePathOnlyForNamespaceOfUrl() {
        assertThat(RefusalHints.refine(INVALID, "/a").hint()).contains("--path /a/socket.io/");
        assertThat(RefusalHints.refine(INVALID, "/b")).isSameAs(INVALID);
        assertThat(RefusalHints.refine(INVALID, null).hint())
                .isEqualTo("check the spelling of the namespace, and that the server defines it");
    }
}
