package io.github.siocli.server;

import java.time.Duration;

/**
 * Limits of the state that the server keeps for clients that lost their connection (connection state recovery).
 *
 * @param time how long it is kept
 * @param packets number of events kept for each namespace, the newest
 * @param size characters and bytes of the kept events of all namespaces together
 * @param clients number of disconnected clients kept for each namespace, the latest
 */
public record RecoveryOptions(Duration time, int packets, long size, int clients) {

    /** Two minutes, as in the reference server. */
    public static final RecoveryOptions DEFAULT = new RecoveryOptions(Duration.ofMinutes(2), 10_000, 8L << 20, 1000);
}
