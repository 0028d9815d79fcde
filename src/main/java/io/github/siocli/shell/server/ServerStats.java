package io.github.siocli.shell.server;

import java.time.Duration;

/**
 * The counters of a server.
 *
 * @param uptime time since the start
 * @param clients number of clients that are connected to a namespace
 * @param sessions number of sessions, including those without a namespace
 * @param namespaces number of namespaces that a client is or was connected to
 * @param totals what has been counted since the start
 */
record ServerStats(Duration uptime, int clients, int sessions, int namespaces, Totals totals) {

    /**
     * Numbers of connections, events and acknowledgements since the start.
     *
     * @param connects number of accepted connections to namespaces
     * @param refused number of refused sessions and connections to namespaces
     * @param received number of received events
     * @param acks number of received acknowledgements
     * @param sent number of sent events; an event to several clients counts once for each
     */
    record Totals(long connects, long refused, long received, long acks, long sent) {}
}
