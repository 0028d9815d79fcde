package io.github.siocli.client.eio3;

import java.util.ArrayList;
import java.util.List;
import okio.ByteString;

/**
 * That a server speaks the fourth generation, because it said nothing unasked; until what it says confirms or refutes it.
 * Any thread may call.
 */
final class Presumption {

    private final List<ByteString> unheard = new ArrayList<>();
    private volatile boolean held;

    /** Nothing came unasked. */
    void hold() {
        held = true;
    }

    boolean isHeld() {
        return held;
    }

    /** Bytes are sent, which mean nothing to a server of the third generation: the type of their packet is missing. */
    void sending(ByteString bytes) {
        if (held) {
            synchronized (this) {
                unheard.add(bytes);
            }
        }
    }

    /** The server does speak the fourth. */
    synchronized void confirmed() {
        held = false;
        unheard.clear();
    }

    /** It does not; gives what is to be sent again. */
    synchronized List<ByteString> refuted() {
        held = false;
        List<ByteString> again = List.copyOf(unheard);
        unheard.clear();
        return again;
    }
}
