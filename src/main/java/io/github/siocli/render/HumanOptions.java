package io.github.siocli.render;

import java.time.ZoneId;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Options of {@link HumanRenderer}.
 *
 * @param zone supplies the time zone when the first time is shown, as finding it out takes some milliseconds
 * @param timestamps form of the time at the start of each line; empty for none
 * @param namespaces true to show the namespace of each event
 * @param pretty true to pretty-print payloads over several lines; they are then never cut
 * @param sent true to show sent events and acknowledgements too
 * @param cutAdvice cuts long payloads on a terminal and says how to see them whole; empty to show them whole
 * @param offsets true to show the offsets of events (connection state recovery)
 */
public record HumanOptions(
        Supplier<ZoneId> zone,
        Optional<TimestampFormat> timestamps,
        boolean namespaces,
        boolean pretty,
        boolean sent,
        Optional<String> cutAdvice,
        boolean offsets) {}
