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

    /** Without the failure the command would take the end of the thread for the end of the input, and report success. */
    @ParameterizedTest
    @ValueSource(classes = {OutOfMemoryError.class, StackOverflowError.class, IllegalStateException.class})
    void failsAfterExceptionInSource(Class<? extends Throwable> type) throws Exception {
        Throwable thrown = type.getDeclaredConstructor().newInstance();
        CountDownLatch woken = new CountDownLatch(1);
        EmissionSource failing = () -> {
            if (thrown instanceof Error error) {
                throw error;
            }
            throw (RuntimeException) thrown;
        };
        EmissionSender sender = new EmissionSender(
                failing, new PlanContext(null, woken::countDown), List.of("/"), Duration.ZERO, false);
        sender.start();
        assertThat(woken.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(sender.isFinished()).isTrue();
        assertThat(sender.failure())
                .map(Failure::kind)
                .contains(type == OutOfMemoryError.class ? FailureKind.OUT_OF_MEMORY : FailureKind.INTERNAL)
                .map(FailureKind::exitCode)
                .contains(ExitCode.INTERNAL);
    }
}
