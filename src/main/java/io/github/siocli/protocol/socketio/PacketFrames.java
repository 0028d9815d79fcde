package io.github.siocli.protocol.socketio;

import io.github.siocli.event.Attachment;
import java.util.List;
import java.util.Optional;

/**
 * The Engine.IO messages that carry one packet.
 *
 * @param text the first message, without the Engine.IO packet type; empty where there are only binary ones
 * @param binary the binary messages, behind it
 */
public record PacketFrames(Optional<String> text, List<Attachment> binary) {

    public PacketFrames {
        binary = List.copyOf(binary);
    }
}
