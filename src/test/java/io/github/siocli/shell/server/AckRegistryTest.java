package io.github.siocli.shell.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.siocli.event.EventName;
import io.github.siocli.server.AckResponder;
import io.github.siocli.shell.AckKey;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AckRegistryTest {

    private static final EventName NAME = EventName.of("a");

    private final AckRegistry registry = new AckRegistry();

    private static AckKey key(String sid, long id) {
        return new AckKey(Optional.of(sid), "/", id);
    }

    @Test
    void marksTheEventsOfLinesAndThoseThatTimedOut() {
        AckKey byRule = key("ann", 0);
        AckKey byLine = key("ann", 1);
        registry.registerSent(byRule, NAME);
        assertThat(registry.runOwnEmission(() -> registry.registerSent(byLine, NAME)))
                .contains(byLine);
        assertThat(registry.runOwnEmission(() -> {})).as("nothing was sent").isEmpty();
        registry.markTimedOut(byRule);
        assertThat(registry.removeSent(byRule)).hasValueSatisfying(sent -> {
            assertThat(sent.name()).isEqualTo(NAME);
            assertThat(sent.timedOut()).isTrue();
            assertThat(sent.fromLine()).isFalse();
        });
        assertThat(registry.removeSent(byLine)).hasValueSatisfying(sent -> {
            assertThat(sent.timedOut()).isFalse();
            assertThat(sent.fromLine()).isTrue();
        });
        assertThat(registry.removeSent(byLine)).isEmpty();
    }

    @Test
    void forgetsTheOldestBeyondItsLimits() {
        AckResponder responder = args -> {};
        for (int i = 0; i <= 20_000; i++) {
            registry.registerSent(key("ann", i), NAME);
        }
        for (int i = 0; i <= 1_000; i++) {
            registry.registerRequested(key("ann", i), responder);
        }
        assertThat(registry.removeSent(key("ann", 0))).isEmpty();
        assertThat(registry.removeSent(key("ann", 1))).isPresent();
        assertThat(registry.responder(key("ann", 0))).isEmpty();
        assertThat(registry.responder(key("ann", 1))).contains(responder);
    }

    @Test
    void forgetsWhatADisconnectedClientRequested() {
        AckResponder responder = args -> {};
        registry.registerRequested(key("ann", 1), responder);
        registry.registerRequested(key("bob", 1), responder);
        registry.registerRequested(key("bob", 2), responder);
        registry.clientDisconnected("ann");
        assertThat(registry.responder(key("ann", 1))).isEmpty();
        assertThat(registry.responder(key("bob", 1))).contains(responder);
        registry.removeRequested(key("bob", 1));
        assertThat(registry.responder(key("bob", 1))).isEmpty();
        assertThat(registry.responder(key("bob", 2))).contains(responder);
    }
}
