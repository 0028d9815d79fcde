package io.github.siocli.client.engine;

import io.github.siocli.event.Failure;
import io.github.siocli.event.FailureException;
import io.github.siocli.event.FailureKind;
import io.github.siocli.protocol.socketio.Packet;
import io.github.siocli.protocol.socketio.PacketParser;
import io.github.siocli.protocol.socketio.UnencodableException;

/** Refuses what could not be sent, before it is taken. Any thread may call. */
public final class PacketValidator {

    private final PacketParser parser;
    private final String label;

    /**
     * Refuses for a session.
     *
     * @param label name of its parser
     */
    public PacketValidator(PacketParser parser, String label) {
        this.parser = parser;
        this.label = label;
    }

    /**
     * Looks at what is in a packet.
     *
     * @throws FailureException where the parser of the session cannot write it
     */
    public void require(Packet packet) throws FailureException {
        try {
            parser.requireEncodable(packet);
        } catch (UnencodableException e) {
            throw new FailureException(Failure.of(FailureKind.UNENCODABLE, e.value(), e.getMessage(), label), e);
        }
    }
}
