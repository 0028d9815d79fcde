package io.github.siocli.doctor.check;

import io.github.siocli.client.option.ConnectOptions;
import io.github.siocli.doctor.CheckContext;
import io.github.siocli.doctor.CheckRunner;
import io.github.siocli.doctor.DoctorSettings;
import io.github.siocli.doctor.result.CheckResult;
import io.github.siocli.doctor.result.Summary;
import io.github.siocli.event.FailureException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** Runs all checks on a server. */
public final class Doctor {

    private Doctor() {}

    /**
     * The results of one run.
     *
     * @param results the results in the order of the checks
     */
    public record Examination(List<CheckResult> results, Summary summary) {
        public Examination {
            results = List.copyOf(results);
        }
    }

    /**
     * Runs all checks and blocks until they have ended.
     *
     * @param isStrict true if a warning is a failed expectation
     * @param listener follows the checks
     * @throws FailureException if the options cannot work, or the listener fails
     * @throws InterruptedException if the thread is interrupted
     */
    public static Examination examine(
            ConnectOptions options,
            DoctorSettings settings,
            boolean isStrict,
            Clock clock,
            CheckRunner.Listener listener)
            throws FailureException, InterruptedException {
        long start = System.nanoTime();
        try (CheckContext context = new CheckContext(options, settings, clock)) {
            List<CheckResult> results = new CheckRunner(Checks.ALL, context, listener).run();
            return new Examination(
                    results,
                    Summary.of(results, isStrict, ClientCode.of(context), Duration.ofNanos(System.nanoTime() - start)));
        }
    }
}
