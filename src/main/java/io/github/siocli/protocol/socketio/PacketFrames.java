package io.github.siocli.protocol.socketio;

import io.github.siocli.event.Attachment;
import java.util.List;
import java.util.Optional;

/**
 * The Engine.IO messages of one packet.
 *
 * @param text the first message in UTF-8, with the Engine.IO packet type; empty if there are only binary messages
 * @param binary the binary messages that follow
 */
public record PacketFrames(Optional<byte[]> text, List<Attachment> binary) {

    public PacketFrames {
        binary = List.copyOf(binary);
    }
}
