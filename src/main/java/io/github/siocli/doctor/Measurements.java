package io.github.siocli.doctor;

import io.github.siocli.event.Transport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Measured values that many requests contribute to. Any thread may call. */
public final class Measurements {

    private final Map<Transport, List<Duration>> roundTrips = new EnumMap<>(Transport.class);
    /** Null until a response had a date. */
    private @Nullable Duration clockSkew;

    /** Records the time from a request to its response, without the time for a connection. */
    public synchronized void addRoundTrip(Transport transport, Duration time) {
        roundTrips.computeIfAbsent(transport, key -> new ArrayList<>()).add(time);
    }

    /** Returns the round trips over a transport, in the order of the measurements. */
    public synchronized List<Duration> roundTrips(Transport transport) {
        return List.copyOf(roundTrips.getOrDefault(transport, List.of()));
    }

    /** Records how far the clock of the server is ahead; the smallest value counts, as delays only add to it. */
    synchronized void addClockSkew(Duration ahead) {
        if (clockSkew == null || ahead.abs().compareTo(clockSkew.abs()) < 0) {
            clockSkew = ahead;
        }
    }

    /** Returns how far the clock of the server is ahead, negative if it is behind; empty if no response had a date. */
    public synchronized Optional<Duration> clockSkew() {
        return Optional.ofNullable(clockSkew);
    }
}
