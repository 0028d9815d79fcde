package io.github.siocli.event;

import java.time.Duration;

/**
 * The emit that an acknowledgement answers.
 *
 * @param name name of the event that was sent
 * @param elapsed time from sending to the acknowledgement
 * @param late whether it came after its time had run out
 */
public record AnsweredEmit(EventName name, Duration elapsed, boolean late) {

    /** The same for a name that is a string. */
    public AnsweredEmit(String name, Duration elapsed, boolean late) {
        this(EventName.of(name), elapsed, late);
    }
}
