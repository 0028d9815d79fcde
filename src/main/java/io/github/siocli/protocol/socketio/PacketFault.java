package io.github.siocli.protocol.socketio;

import io.github.siocli.event.Attachment;
import java.util.List;

/**
 * Binary messages do not match the packet that announced them, or no packet announced them.
 *
 * @param packet the text of the packet; without a packet, a description of the binary message
 * @param problem describes which attachments are missing, unexpected or misnumbered
 * @param attachments the received binary messages, which are not reported elsewhere
 */
public record PacketFault(String packet, String problem, List<Attachment> attachments) {

    public PacketFault {
        attachments = List.copyOf(attachments);
    }
}
