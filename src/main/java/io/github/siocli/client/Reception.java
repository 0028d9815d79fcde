package io.github.siocli.client;

import io.github.siocli.wire.Packet;
import java.util.Optional;

/**
 * Whether the server is known to have handed our events and acknowledgements to its listeners. Servers of the reference
 * implementation do that a moment after they have read them, and not any more where a goodbye came in meanwhile. Any thread
 * may call.
 */
final class Reception {

    private Optional<Packet> open = Optional.empty();

    /** An event or an acknowledgement is about to be written. */
    synchronized void sent(Packet packet) {
        open = Optional.of(packet);
    }

    /** The server has acknowledged an event, and with it all that were sent before. */
    synchronized void answered(String nsp, long id) {
        if (open.isPresent()
                && open.get() instanceof Packet.Event last
                && last.id().isPresent()
                && last.id().getAsLong() == id
                && last.nsp().equals(nsp)) {
            open = Optional.empty();
        }
    }

    /** Whether something was sent, and nothing shows yet that it was taken up. */
    synchronized boolean isOpen() {
        return open.isPresent();
    }
}
