package io.github.siocli.render;

import java.time.ZoneId;
import java.util.function.Supplier;

/**
 * What {@link HumanRenderer} shows.
 *
 * @param zone the zone of the time of day, asked for where a time is shown: to know it takes some milliseconds
 * @param timestamps whether each line begins with the time of day
 * @param namespaces whether the namespace is shown, which tells nothing where there is only one
 * @param pretty whether payloads are spread over lines; they are then never cut
 * @param sent whether what we sent is shown too
 * @param whole whether long payloads are shown to their end on a terminal too
 * @param offsets whether the offsets that the server gives events are shown
 */
public record HumanOptions(
        Supplier<ZoneId> zone,
        boolean timestamps,
        boolean namespaces,
        boolean pretty,
        boolean sent,
        boolean whole,
        boolean offsets) {}
