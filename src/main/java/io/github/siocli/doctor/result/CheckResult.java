package io.github.siocli.doctor.result;

import java.time.Duration;

/**
 * The result of a check that has ended.
 *
 * @param id stable name of the check, in lower case
 * @param layer the layer that it belongs to
 * @param title short name for users
 * @param finding the outcome
 * @param elapsed the time that the check took; zero if it did not run
 */
public record CheckResult(String id, CheckLayer layer, String title, Finding finding, Duration elapsed) {

    /** Returns the outcome. */
    public CheckStatus status() {
        return finding.status();
    }
}
