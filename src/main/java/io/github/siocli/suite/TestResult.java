package io.github.siocli.suite;

import io.github.siocli.event.Failure;
import io.github.siocli.suite.Step.Place;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The result of a test, or of the lines of a file outside of tests if one of them fails.
 *
 * @param suite name of the file
 * @param name name of the test
 * @param place place of the test
 * @param status its status
 * @param begin when it began
 * @param time how long it took, with all its attempts
 * @param attempts how often it was run
 * @param problem why it failed, or where it was interrupted; empty for other tests
 */
public record TestResult(
        String suite,
        String name,
        Place place,
        Status status,
        Instant begin,
        Duration time,
        int attempts,
        Optional<Problem> problem) {

    /** The status of a test. */
    public enum Status {
        PASSED,
        FAILED,
        SKIPPED,
        /** The user has interrupted the run during the test. */
        INTERRUPTED
    }

    /**
     * The failure of a line.
     *
     * @param place place of the line
     * @param line the line; empty if it has a secret
     */
    public record Problem(Failure failure, Place place, String line) {}
}
