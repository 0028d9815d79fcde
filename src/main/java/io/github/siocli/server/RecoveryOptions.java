package io.github.siocli.server;

import java.time.Duration;

/**
 * What is kept for clients that lost their connection (connection state recovery).
 *
 * @param time how long
 * @param packets how many events of a namespace, the newest
 * @param size characters and bytes of the events of all namespaces together
 * @param clients how many clients of a namespace, those that left last
 */
public record RecoveryOptions(Duration time, int packets, long size, int clients) {

    /** Two minutes, as the reference server. */
    public static final RecoveryOptions DEFAULT = new RecoveryOptions(Duration.ofMinutes(2), 10_000, 8L << 20, 1000);
}
