package io.github.siocli.protocol.socketio;

import io.github.siocli.event.Attachment;
import java.util.List;
import java.util.Optional;

/**
 * The Engine.IO messages of one packet.
 *
 * @param text first message, without the Engine.IO packet type; empty if there are only binary ones
 * @param binary binary messages after it
 */
public record PacketFrames(Optional<String> text, List<Attachment> binary) {

    public PacketFrames {
        binary = List.copyOf(binary);
    }
}
