package io.github.siocli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.siocli.event.Failure;
import io.github.siocli.event.FailureKind;
import org.junit.jupiter.api.Test;

class RefusalHintsTest {

    private static final Failure INVALID =
            Failure.of(FailureKind.INVALID_NAMESPACE, "/a", "Invalid namespace", "/a/socket.io/");

    @Test
    void hintsAtEnginePathOnlyForNamespaceOfUrl() {
        assertThat(RefusalHints.refine(INVALID, "/a").hint()).contains("--path /a/socket.io/");
        assertThat(RefusalHints.refine(INVALID, "/b")).isSameAs(INVALID);
        assertThat(RefusalHints.refine(INVALID, null).hint())
                .isEqualTo("check the spelling of the namespace, and that the server defines it");
    }
}
