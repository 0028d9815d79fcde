package io.github.siocli.client.engine;

import io.github.siocli.event.DisconnectReason;
import java.time.Instant;
import java.util.Optional;

/**
 * How an open connection has ended.
 *
 * @param reason the reason, as reported for each of its namespaces
 * @param detail what was seen of the end; empty if nothing
 * @param explanation the detail with an explanation, for instance from the timing; may be empty
 * @param hint advice for the user; empty if there is none
 * @param openSince the time at which the session opened; empty if it did not
 * @param isFailureReported whether the failure that ended it is already reported
 */
public record ConnectionEnd(
        DisconnectReason reason,
        String detail,
        String explanation,
        String hint,
        Optional<Instant> openSince,
        boolean isFailureReported) {}
