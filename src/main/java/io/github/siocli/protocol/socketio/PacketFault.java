package io.github.siocli.protocol.socketio;

import io.github.siocli.event.Attachment;
import java.util.List;

/**
 * Attachments that do not fit the packet that announced them, or that no packet announced.
 *
 * @param packet text of the packet, or a description of an unannounced binary message
 * @param problem what is missing, surplus or misnumbered
 * @param attachments received attachments that no event contains
 */
public record PacketFault(String packet, String problem, List<Attachment> attachments) {

    public PacketFault {
        attachments = List.copyOf(attachments);
    }
}
