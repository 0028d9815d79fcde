package io.github.siocli.client.engine;

import io.github.siocli.event.Failure;
import io.github.siocli.event.FailureException;
import io.github.siocli.event.FailureKind;
import io.github.siocli.protocol.socketio.Packet;
import io.github.siocli.protocol.socketio.PacketParser;
import io.github.siocli.protocol.socketio.UnencodableException;

/** Rejects packets that cannot be encoded, before they are queued. Any thread may call. */
public final class PacketValidator {

    private final PacketParser parser;
    private final String label;

    /**
     * Creates the validator of a session.
     *
     * @param label name of the session's parser
     */
    public PacketValidator(PacketParser parser, String label) {
        this.parser = parser;
        this.label = label;
    }

    /**
     * Checks the contents of a packet.
     *
     * @throws FailureException if the parser of the session cannot encode it
     */
    public void requireEncodable(Packet packet) throws FailureException {
        try {
            parser.requireEncodable(packet);
        } catch (UnencodableException e) {
            throw new FailureException(Failure.of(FailureKind.UNENCODABLE, e.value(), e.getMessage(), label), e);
        }
    }
}
