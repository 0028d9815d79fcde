package io.github.siocli.protocol.socketio;

import io.github.siocli.event.Attachment;
import java.util.List;

/**
 * Binary messages do not fit the packet that announced them, or no packet announced them.
 *
 * @param packet the text of the packet; what there is of a binary message without one
 * @param problem what is missing, too many or misnumbered
 * @param attachments the binary messages that came, which nothing else tells
 */
public record PacketFault(String packet, String problem, List<Attachment> attachments) {

    public PacketFault {
        attachments = List.copyOf(attachments);
    }
}
