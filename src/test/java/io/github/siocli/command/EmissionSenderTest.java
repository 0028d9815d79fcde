package io.github.siocli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.siocli.event.ExitCode;
import io.github.siocli.event.Failure;
import io.github.siocli.event.FailureKind;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmissionSenderTest {

    /** Otherwise a command that could read nothing would have sent everything that there was to send. */
    @ParameterizedTest
    @ValueSource(classes = {OutOfMemoryError.class, StackOverflowError.class, IllegalStateException.class})
    void anExceptionWhileReadingIsItsFailure(Class<? extends Throwable> type) throws Exception {
        Throwable thrown = type.getDeclaredConstructor().newInstance();
        CountDownLatch woken = new CountDownLatch(1);
        EmissionSource failing = () -> {
            if (thrown instanceof Error error) {
                throw error;
            }
            throw (RuntimeException) thrown;
        };
        EmissionSender feeder =
                new EmissionSender(failing, new PlanContext(null, woken::countDown), List.of("/"), Duration.ZERO);
        feeder.start();
        assertThat(woken.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(feeder.isFinished()).isTrue();
        assertThat(feeder.failure())
                .map(Failure::kind)
                .contains(type == OutOfMemoryError.class ? FailureKind.OUT_OF_MEMORY : FailureKind.INTERNAL)
                .map(FailureKind::exitCode)
                .contains(ExitCode.INTERNAL);
    }
}
