package io.github.siocli.shell.server;

import java.time.Duration;

/**
 * A server in numbers.
 *
 * @param up how long it has been listening
 * @param clients clients that are connected to some namespace
 * @param sessions sessions, also those that are connected to none
 * @param namespaces namespaces that somebody is or was in
 * @param came how often a client was let into a namespace
 * @param refused how often one was refused
 * @param received events that came in
 * @param acks acknowledgements that came in
 * @param sent events that were sent, one for each client
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
