package io.github.siocli.shell;

import io.github.siocli.event.Arguments;
import io.github.siocli.event.EventName;
import java.time.Instant;

/**
 * What is known of the events of one name, in one namespace and direction.
 *
 * @param nsp the namespace
 * @param name the name
 * @param incoming whether the server sent them
 * @param count how many there were
 * @param last when the last one was
 * @param sample arguments of the last one
 */
public record EventSummary(String nsp, EventName name, boolean incoming, long count, Instant last, Arguments sample) {}
