package io.github.siocli.event;

import java.time.Instant;

/**
 * A namespace is connected.
 *
 * @param time when it happened
 * @param nsp the namespace, beginning with a slash
 * @param sid id of this socket, as the server knows it
 * @param transport the transport at that moment
 * @param handshake the handshake of the Engine.IO session below
 */
public record Connected(Instant time, String nsp, String sid, Transport transport, Handshake handshake)
        implements Event {

    @Override
    public <R> R accept(EventVisitor<R> visitor) {
        return visitor.visit(this);
    }
}
