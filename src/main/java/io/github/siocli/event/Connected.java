package io.github.siocli.event;

import java.time.Instant;
import java.util.Optional;

/**
 * A namespace is connected.
 *
 * @param time when it happened
 * @param nsp the namespace, beginning with a slash
 * @param sid id of this socket, as the server knows it
 * @param transport the transport at that moment
 * @param handshake the handshake of the Engine.IO session below
 * @param recovery what became of the session that the namespace had before; empty on servers of Engine.IO 3, which know no
 *     recovery
 */
public record Connected(
        Instant time,
        String nsp,
        String sid,
        Transport transport,
        Handshake handshake,
        Optional<RecoveryOutcome> recovery)
        implements Event {

    /** On a server that knows no recovery. */
    public Connected(Instant time, String nsp, String sid, Transport transport, Handshake handshake) {
        this(time, nsp, sid, transport, handshake, Optional.empty());
    }

    @Override
    public <R> R accept(EventVisitor<R> visitor) {
        return visitor.visit(this);
    }
}
