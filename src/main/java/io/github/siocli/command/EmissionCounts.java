package io.github.siocli.command;

import io.github.siocli.event.DataEvent.AckReceived;
import io.github.siocli.event.DataEvent.EventSent;
import io.github.siocli.render.Decimals;
import io.github.siocli.render.Durations;
import java.time.Duration;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Counts what a command has sent and what was acknowledged, and measures how long it took. One thread uses it. */
final class EmissionCounts {

    private static final double NANOS_PER_SECOND = 1e9;

    /** The first event that was sent; null before. */
    private @Nullable EventSent first;

    private long startNanos;
    private long lastNanos;
    private long sent;
    private long settled;
    private int acknowledged;
    /** Acknowledgements that came after their timeout. */
    private long late;

    private long[] latencies = new long[16];

    /** Counts a sent event. */
    void add(EventSent event) {
        lastNanos = System.nanoTime();
        if (first == null) {
            first = event;
            startNanos = lastNanos;
        }
        sent++;
    }

    /** Counts an acknowledgement, unless it came after its timeout. Returns true if it is counted. */
    boolean add(AckReceived event) {
        if (event.answeredEmit().isEmpty()) {
            return false;
        }
        if (event.answeredEmit().get().late()) {
            late++;
            return false;
        }
        settled++;
        if (acknowledged == latencies.length) {
            latencies = Arrays.copyOf(latencies, latencies.length * 2);
        }
        latencies[acknowledged++] = event.answeredEmit().get().elapsed().toNanos();
        return true;
    }

    /** Counts an acknowledgement that timed out. */
    void addTimeout() {
        settled++;
    }

    long sent() {
        return sent;
    }

    /** Returns the number of acknowledgements that have arrived or timed out. */
    long settled() {
        return settled;
    }

    long acknowledged() {
        return acknowledged;
    }

    /** Describes how many events were acknowledged, in time and later. */
    String acknowledgedText() {
        return acknowledged + " acknowledged" + (late == 0 ? "" : " in time, " + late + " too late");
    }

    /** Returns the number of sent events per second since the first; 0 if there is no time between. */
    private double perSecond() {
        long nanos = lastNanos - startNanos;
        return sent < 2 || nanos <= 0 ? 0 : (sent - 1) * NANOS_PER_SECOND / nanos;
    }

    /**
     * Describes how far sending has come.
     *
     * @param total the number of events to send; 0 if it is not known
     */
    String progress(long total) {
        double rate = perSecond();
        StringBuilder text = new StringBuilder("sent ").append(Decimals.grouped(sent));
        if (total > 0) {
            text.append(" of ").append(Decimals.grouped(total));
        }
        if (rate > 0) {
            text.append(", ").append(rateText(rate));
        }
        if (rate > 0 && total > sent) {
            text.append(", ")
                    .append(ProgressDisplay.seconds((long) ((total - sent) / rate * NANOS_PER_SECOND)))
                    .append(" left");
        }
        return text.toString();
    }

    /** Describes what was sent: one event by its name, several by number and rate. */
    String summary() {
        if (first == null) {
            return "nothing was sent";
        }
        if (sent > 1) {
            double rate = perSecond();
            return Decimals.grouped(sent) + " events sent in "
                    + Durations.text(Duration.ofNanos(lastNanos - startNanos))
                    + (rate > 0 ? " (" + rateText(rate) + ")" : "")
                    + (acknowledged > 0 ? "; " + latency() : "");
        }
        String what = first.name().json().text() + " sent to " + first.nsp();
        return acknowledged == 0
                ? what
                : what + ", acknowledged after " + Durations.text(Duration.ofNanos(latencies[0]));
    }

    /** Describes the times between sending events and receiving their acknowledgements. */
    String latency() {
        long[] sorted = Arrays.copyOf(latencies, acknowledged);
        Arrays.sort(sorted);
        return Decimals.grouped(acknowledged) + " acknowledged: min " + percentile(sorted, 0) + ", median "
                + percentile(sorted, 50) + ", p95 " + percentile(sorted, 95) + ", p99 " + percentile(sorted, 99);
    }

    /** Returns the smallest time that is not exceeded by a percentage of all times (nearest-rank method). */
    private static String percentile(long[] sorted, int percent) {
        int rank = (int) Math.ceil(percent / 100.0 * sorted.length);
        return Durations.text(Duration.ofNanos(sorted[Math.max(0, rank - 1)]));
    }

    private static String rateText(double rate) {
        return (rate < 10 ? String.valueOf(Math.round(rate * 10) / 10.0) : Decimals.grouped(Math.round(rate))) + "/s";
    }
}
