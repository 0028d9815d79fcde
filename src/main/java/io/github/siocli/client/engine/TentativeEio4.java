package io.github.siocli.client.engine;

import io.github.siocli.json.Json;
import io.github.siocli.json.JsonSyntaxException;
import io.github.siocli.protocol.engineio.EnginePacket;
import java.util.ArrayList;
import java.util.List;

/**
 * That a server speaks the fourth generation, because it said nothing unasked; until what it says confirms or refutes it.
 * Keeps what is sent meanwhile, as in a payload of Engine.IO 4: that is little, as no namespace is connected yet. Any thread
 * may call.
 */
final class TentativeEio4 {

    private enum State {
        NONE,
        HELD,
        /** It was wrong, and a session of the third generation is being opened instead. */
        REVISED
    }

    private final List<String> said = new ArrayList<>();
    private volatile State state = State.NONE;

    /** Nothing came unasked. */
    void hold() {
        state = State.HELD;
    }

    /** Whether nothing is presumed, or not any more. */
    boolean isSettled() {
        return state == State.NONE;
    }

    boolean isHeld() {
        return state == State.HELD;
    }

    boolean isRevised() {
        return state == State.REVISED;
    }

    /** A packet is about to be sent; says whether it is, or waits for another session. */
    boolean sending(String packet) {
        if (isSettled()) {
            return true;
        }
        synchronized (this) {
            if (state != State.NONE) {
                said.add(packet);
            }
            return state != State.REVISED;
        }
    }

    /** The server does speak the fourth. */
    synchronized void confirmed() {
        settled();
    }

    /** It does not, and must be told all that was said once more, in another session. */
    synchronized void revised() {
        state = State.REVISED;
    }

    /** It does not; gives what was said. */
    synchronized List<String> refuted() {
        return settled();
    }

    private List<String> settled() {
        List<String> all = List.copyOf(said);
        said.clear();
        state = State.NONE;
        return all;
    }

    /** Whether a namespace was asked for with an auth payload where a server of the third generation does not look for it. */
    synchronized boolean hasMisplacedAuth() {
        return said.stream()
                .anyMatch(packet -> packet.startsWith(MessageText.CONNECT_PACKET)
                        && !MessageText.data(packet).isEmpty());
    }

    /** Whether a message tells before the fourth generation what became of the root, which was connected unasked. */
    static boolean isRefutedBy(String message) {
        if (message.equals(MessageText.CONNECT_PACKET)) {
            return true;
        }
        return message.startsWith(MessageText.ERROR_PACKET)
                && MessageText.namespace(message).equals(MessageText.ROOT)
                && !isRefusal(MessageText.data(message));
    }

    /** Whether a message tells the same in the fourth. */
    static boolean isConfirmedBy(String message) {
        return message.startsWith(MessageText.CONNECT_PACKET) || message.startsWith(MessageText.ERROR_PACKET);
    }

    /** In protocol 5 it always is an object with a text. */
    private static boolean isRefusal(String data) {
        try {
            Json json = Json.parse(data);
            if (json.kind() != Json.Kind.OBJECT) {
                return false;
            }
            Json text = json.members().get("message");
            return text != null && text.kind() == Json.Kind.STRING;
        } catch (JsonSyntaxException e) {
            return false;
        }
    }

    /** Whether a packet is one that only a server of the fourth generation could have read. */
    static boolean isUnheard(String packet) {
        // The type of a binary packet is missing there.
        return packet.charAt(0) == EnginePacket.BINARY;
    }
}
