package io.github.siocli.server.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.siocli.testing.ManualScheduler;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MessageSeparationTest {

    private final ManualScheduler loop = new ManualScheduler();
    private final List<String> log = new ArrayList<>();
    private final MessageSeparation separation =
            new MessageSeparation(loop, loop::nanoTime, () -> log.add("ping"), () -> log.add("released"));

    @AfterEach
    void end() {
        loop.shutdownNow();
    }

    @Test
    void releasesMessagesWhenTheClientResponds() {
        separation.start();
        assertThat(separation.waitIfDue()).isTrue();
        assertThat(separation.waitIfDue()).isTrue();
        assertThat(log).containsExactly("ping");
        separation.end();
        assertThat(log).containsExactly("ping", "released");
        assertThat(separation.waitIfDue()).isFalse();
        loop.pass(1000);
        assertThat(log).as("no timer is left").hasSize(2);
    }

    @Test
    void releasesMessagesAfterAHundredMillisecondsWithoutResponse() {
        separation.start();
        loop.pass(40);
        assertThat(separation.waitIfDue()).isTrue();
        loop.pass(59);
        assertThat(log).containsExactly("ping");
        loop.pass(1);
        assertThat(log).containsExactly("ping", "released");
    }

    @Test
    void sendsNoPingIfTheClientHasRespondedBeforeAMessageIsReady() {
        separation.start();
        separation.end();
        assertThat(separation.waitIfDue()).isFalse();
        assertThat(log).isEmpty();
    }

    @Test
    void sendsNoPingForAMessageThatIsReadyLater() {
        separation.start();
        loop.pass(100);
        assertThat(separation.waitIfDue()).isFalse();
        assertThat(log).isEmpty();
    }

    @Test
    void keepsWaitingIfItIsStartedAgain() {
        separation.start();
        separation.waitIfDue();
        separation.start();
        separation.end();
        assertThat(separation.waitIfDue()).isFalse();
        assertThat(log).containsExactly("ping", "released");
    }
}
