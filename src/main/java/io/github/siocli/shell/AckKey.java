package io.github.siocli.shell;

import java.util.Optional;

/**
 * An acknowledgement that is due.
 *
 * @param sid the client that owes it or waits for it, as a server sees it; empty on the side of a client
 * @param nsp the namespace
 * @param id the id of the acknowledgement
 */
public record AckKey(Optional<String> sid, String nsp, long id) {

    /** One on the side of a client. */
    static AckKey of(String nsp, long id) {
        return new AckKey(Optional.empty(), nsp, id);
    }
}
