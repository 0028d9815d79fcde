package io.github.siocli.event;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A packet came in for a namespace that is not joined. It is neither an event nor an answer of this session.
 *
 * @param time when it happened
 * @param nsp the namespace, beginning with a slash
 * @param type type of the packet in the words of the protocol, such as {@code EVENT}
 * @param name name of the event, if it is one
 * @param id id of the acknowledgement that it is or asks for
 * @param args its arguments; the payload of a packet that has no arguments
 * @param autoJoined whether the server connects that namespace unasked, as servers of Engine.IO 3 do with the root, so that
 *     its events are nothing unusual
 * @param count number of packets that came in for that namespace so far, this one included
 */
public record UnjoinedPacket(
        Instant time,
        String nsp,
        String type,
        Optional<EventName> name,
        OptionalLong id,
        Arguments args,
        boolean autoJoined,
        long count)
        implements Event {

    @Override
    public <R> R accept(EventVisitor<R> visitor) {
        return visitor.visit(this);
    }
}
