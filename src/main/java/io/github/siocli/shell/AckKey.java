package io.github.siocli.shell;

import java.util.Optional;

/**
 * Identifies a pending acknowledgement.
 *
 * @param sid socket id of the client, on the side of a server; empty on the side of a client
 * @param nsp the namespace
 * @param id the id of the acknowledgement
 */
public record AckKey(Optional<String> sid, String nsp, long id) {

    /** Returns a key for the side of a client. */
    static AckKey of(String nsp, long id) {
        return new AckKey(Optional.empty(), nsp, id);
    }
}
