package io.github.siocli.shell.server;

import java.time.Duration;

/**
 * Statistics of a server.
 *
 * @param up time since it listens
 * @param clients clients that are connected to a namespace
 * @param sessions sessions, including those without a namespace
 * @param namespaces namespaces that have or had clients
 * @param came number of accepted connections to namespaces
 * @param refused number of refused connections
 * @param received number of received events
 * @param acks number of received acknowledgements
 * @param sent number of sent events, counted for each client
 */
public record ServerStats(
        Duration up,
        int clients,
        int sessions,
        int namespaces,
        long came,
        long refused,
        long received,
        long acks,
        long sent) {}
