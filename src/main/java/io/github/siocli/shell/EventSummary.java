package io.github.siocli.shell;

import io.github.siocli.event.Arguments;
import io.github.siocli.event.EventName;
import java.time.Instant;

/**
 * Statistics of the events of one name in one namespace and direction.
 *
 * @param nsp the namespace
 * @param name the name
 * @param incoming true if the events were received
 * @param count number of events
 * @param last time of the latest event
 * @param sample arguments of the latest event; empty if they are too large
 */
public record EventSummary(String nsp, EventName name, boolean incoming, long count, Instant last, Arguments sample) {}
