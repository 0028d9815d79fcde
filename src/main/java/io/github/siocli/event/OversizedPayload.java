package io.github.siocli.event;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Something is about to be sent that is larger than the server said it takes: it will most likely end the session. Told
 * once of each packet.
 *
 * @param time when it happened
 * @param nsp the namespace, beginning with a slash
 * @param event name of the event; empty where it is an acknowledgement, or a CONNECT with its auth payload
 * @param ackId id of the acknowledgement that is sent, or that is asked for
 * @param size size in bytes of what is posted, or of the websocket frame
 * @param limit number of bytes that the server takes, by its handshake
 */
public record OversizedPayload(
        Instant time, String nsp, Optional<EventName> event, OptionalLong ackId, long size, long limit)
        implements Event {

    @Override
    public <R> R accept(EventVisitor<R> visitor) {
        return visitor.visit(this);
    }
}
