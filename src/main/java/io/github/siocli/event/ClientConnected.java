package io.github.siocli.event;

import java.time.Instant;

/**
 * A client is connected to a namespace of our server.
 *
 * @param time when it happened
 * @param nsp the namespace, beginning with a slash
 * @param sid id of its socket
 * @param transport the transport at that moment
 * @param eio the generation of Engine.IO that it speaks, 3 or 4
 * @param address where it comes from
 * @param recovered whether it came back to what it was before (connection state recovery)
 */
public record ClientConnected(
        Instant time, String nsp, String sid, Transport transport, int eio, String address, boolean recovered)
        implements Event {

    @Override
    public <R> R accept(EventVisitor<R> visitor) {
        return visitor.visit(this);
    }
}
