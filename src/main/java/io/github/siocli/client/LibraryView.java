package io.github.siocli.client;

import io.github.siocli.wire.EnginePacket;
import java.util.Optional;

/**
 * What the client library is shown of the messages that come in: only what moves its state.
 *
 * <p>Events and acknowledgements are kept from it. It would lose the order of keys and the digits of numbers, would
 * schedule a timer for each packet that lives for pingInterval + pingTimeout, and would queue without bound what is not
 * shown yet.
 */
final class LibraryView {

    private LibraryView() {}

    /**
     * The message to show in the place of one that came in, or nothing.
     *
     * @param frame an Engine.IO packet of type message
     */
    static Optional<String> of(String frame) {
        if (frame.length() < 2) {
            return Optional.empty();
        }
        return switch (frame.charAt(1)) {
            case '0', '1' -> Optional.of(frame);
            // Servers before protocol 5 refuse with a string, which the library drops in silence; it needs an object.
            case '4' -> Optional.of(EnginePacket.MESSAGE + "4" + namespace(frame) + ",{}");
            default -> Optional.empty();
        };
    }

    private static String namespace(String frame) {
        if (frame.length() < 3 || frame.charAt(2) != '/') {
            return "/";
        }
        int comma = frame.indexOf(',');
        return frame.substring(2, comma < 0 ? frame.length() : comma);
    }
}
