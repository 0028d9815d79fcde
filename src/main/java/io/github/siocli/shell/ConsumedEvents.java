package io.github.siocli.shell;

import java.util.HashSet;
import java.util.Set;

/** Remembers which events of the history lines have consumed, by their numbers. Used by one thread. */
final class ConsumedEvents {

    /** All events before this number are consumed. */
    private long firstOpen;

    /** All acknowledgements before this number are consumed. */
    private long firstOpenAck;

    private final Set<Long> consumed = new HashSet<>();

    /** Returns true if no line has consumed an event. */
    boolean isOpen(long number) {
        return number >= firstOpen && !consumed.contains(number);
    }

    /** Returns true if no line has consumed an acknowledgement. */
    boolean isAckOpen(long number) {
        return number >= firstOpenAck && isOpen(number);
    }

    /** Consumes one event. Earlier ones stay open. */
    void add(long number) {
        consumed.add(number);
        while (consumed.remove(firstOpen)) {
            firstOpen++;
        }
    }

    /** Consumes an event and all events before it. */
    void addUpTo(long number) {
        firstOpen = Math.max(firstOpen, number + 1);
        consumed.removeIf(earlier -> earlier < firstOpen);
    }

    /** Consumes the acknowledgements with a number and before it. */
    void addAcksUpTo(long number) {
        firstOpenAck = number + 1;
    }
}
