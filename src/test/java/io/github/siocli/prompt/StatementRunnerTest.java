package io.github.siocli.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.siocli.event.FailureException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class StatementRunnerTest {

    private TestShell talks;

    @BeforeEach
    void open() throws FailureException {
        talks = new TestShell(Path.of(""));
    }

    @AfterEach
    void close() throws FailureException {
        talks.close();
    }

    @Test
    void stopsAtFirstFailure() throws FailureException {
        new StatementRunner(talks.interpreter()).run("mute a\nnonsense\nmute b");
        assertThat(talks.shown()).containsExactly("shown: all events except a", "USAGE: there is no verb \"nonsense\"");
    }

    @Test
    void runsNothingAfterExit() throws FailureException {
        new StatementRunner(talks.interpreter()).run("exit\nmute a");
        assertThat(talks.shown()).isEmpty();
        assertThat(talks.interpreter().isEnded()).isTrue();
    }

    @Test
    void interruptsRunningVerb() throws FailureException {
        StatementRunner runner = new StatementRunner(talks.interpreter());
        assertThat(runner.interrupt()).isFalse();
        Thread user = new Thread(() -> {
            while (!runner.interrupt()) {
                Thread.onSpinWait();
            }
        });
        user.start();
        runner.run("sleep 10m\nmute a");
        assertThat(talks.shown()).containsExactly("interrupted");
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }
}
