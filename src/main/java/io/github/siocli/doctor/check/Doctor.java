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
                    Summary.of(
                            results,
                            isStrict,
                            note(context),
                            ClientCode.of(context),
                            Duration.ofNanos(System.nanoTime() - start)));
        }
    }

    /** Returns a note if the server speaks only Engine.IO 3, which is no problem for clients of its age. */
    private static String note(CheckContext context) {
        boolean isEio3Only = context.facts()
                .find(ServerFacts.OPENING)
                .filter(opening -> switch (opening.handshake().server()) {
                    case SOCKET_IO_1, SOCKET_IO_2 -> true;
                    // With --eio 3 nothing shows whether the server speaks Engine.IO 4 too.
                    case SOCKET_IO_1_OR_2 -> context.options().protocol().eio().isEmpty();
                    case SOCKET_IO_4_FOR_EIO3, SOCKET_IO_3_OR_4, SOCKET_IO_4_5 -> false;
                })
                .isPresent();
        return isEio3Only
                ? "the server speaks Engine.IO 3 only: socket.io-client 1 and 2 work; a client of version 3 or 4 cannot"
                        + " connect (upgrade the server, or use socket.io-client 2)"
                : "";
    }
}
