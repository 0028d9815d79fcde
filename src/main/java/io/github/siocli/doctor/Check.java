package io.github.siocli.doctor;

import io.github.siocli.doctor.result.Finding;
import java.time.Duration;

/** One check. It has no state: facts for other checks are in the context. */
public interface Check {

    /** Returns the description with the prerequisites. */
    CheckModel model();

    /**
     * Runs the check on a thread of its own. It may block for {@link CheckContext#timeout} at each step, and then returns
     * a finding.
     *
     * @throws InterruptedException if the command is interrupted or the check has exceeded its limit
     */
    Finding run(CheckContext context) throws InterruptedException;

    /** Returns the time after which the runner interrupts the check. */
    default Duration limit(CheckContext context) {
        return context.timeout().plusSeconds(1);
    }
}
