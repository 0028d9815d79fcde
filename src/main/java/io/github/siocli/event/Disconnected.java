package io.github.siocli.event;

import java.time.Instant;

/**
 * A namespace is no longer connected.
 *
 * @param time when it happened
 * @param nsp the namespace, beginning with a slash
 * @param reason why
 * @param said the reason that the server gave in its DISCONNECT packet
 * @param detail what was seen on the wire, such as a close code; may be empty
 * @param hint what to try; may be empty
 * @param pendingAcks number of acknowledgements that will now never come
 */
public record Disconnected(
        Instant time,
        String nsp,
        DisconnectReason reason,
        ServerReason said,
        String detail,
        String hint,
        int pendingAcks)
        implements Event {

    /** The same without a reason of the server, and without a hint. */
    public Disconnected(Instant time, String nsp, DisconnectReason reason, String detail, int pendingAcks) {
        this(time, nsp, reason, ServerReason.NONE, detail, "", pendingAcks);
    }

    @Override
    public <R> R accept(EventVisitor<R> visitor) {
        return visitor.visit(this);
    }
}
