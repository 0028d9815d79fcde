package io.github.siocli.shell;

import java.util.Optional;

/**
 * Identifies one acknowledgement: the client, the namespace and the ack id.
 *
 * @param sid the client that sends or awaits the acknowledgement, on a server; empty on the client's side
 * @param nsp the namespace
 * @param id the ack id, unique within the client's namespace
 */
public record AckKey(Optional<String> sid, String nsp, long id) {

    /** Returns the key of an acknowledgement on the client's side. */
    static AckKey of(String nsp, long id) {
        return new AckKey(Optional.empty(), nsp, id);
    }
}
