package io.github.siocli.suite;

import io.github.siocli.event.FailureException;
import java.time.Duration;
import java.util.List;

/** Reports the results of a run. One thread calls it. */
public interface Reporter {

    /** Reports that a test begins. */
    default void begin(String name) throws FailureException {}

    /** Reports the result of a test. */
    default void report(TestResult result) throws FailureException {}

    /**
     * Reports the end of the run.
     *
     * @param results the results of all tests, in order
     * @param time how long the run took
     */
    default void end(List<TestResult> results, Duration time) throws FailureException {}
}
