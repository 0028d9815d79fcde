package io.github.siocli.event;

import java.time.Duration;

/**
 * The emit that an acknowledgement answers.
 *
 * @param name name of the event that was sent
 * @param elapsed time from sending the event to receiving the acknowledgement
 * @param late true if the acknowledgement arrived after its timeout
 */
public record AnsweredEmit(EventName name, Duration elapsed, boolean late) {}
