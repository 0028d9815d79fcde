package io.github.siocli.client.engine;

import io.github.siocli.json.Json;
import io.github.siocli.json.JsonSyntaxException;
import io.github.siocli.protocol.engineio.EnginePacket;
import java.util.ArrayList;
import java.util.List;

/**
 * Assumption that a server speaks Engine.IO 4 because it sent nothing after the handshake, until its packets confirm or
 * refute that. Any thread may call.
 *
 * <p>Keeps the packets that are sent meanwhile, written as in a payload of Engine.IO 4. They are few, as no namespace
 * is connected yet.
 */
final class TentativeEio4 {

    private enum State {
        NONE,
        HELD,
        /** The assumption was wrong, and an Engine.IO 3 session is being opened instead. */
        REVISED
    }

    private final List<String> said = new ArrayList<>();
    private volatile State state = State.NONE;

    /** Starts the assumption. */
    void hold() {
        state = State.HELD;
    }

    /** Returns true if there is no assumption. */
    boolean isSettled() {
        return state == State.NONE;
    }

    boolean isHeld() {
        return state == State.HELD;
    }

    boolean isRevised() {
        return state == State.REVISED;
    }

    /** Records a packet that is about to be sent; returns false if it must wait for another session. */
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

    /** Ends the assumption: the server speaks Engine.IO 4. */
    synchronized void confirmed() {
        settled();
    }

    /** Marks the assumption as wrong: the recorded packets must be sent in another session. */
    synchronized void revised() {
        state = State.REVISED;
    }

    /** Ends a wrong assumption and returns the recorded packets. */
    synchronized List<String> refuted() {
        return settled();
    }

    private List<String> settled() {
        List<String> all = List.copyOf(said);
        said.clear();
        state = State.NONE;
        return all;
    }

    /** Returns true if a CONNECT was sent with an auth payload, which Engine.IO 3 does not read there. */
    synchronized boolean hasMisplacedAuth() {
        return said.stream()
                .anyMatch(packet -> packet.startsWith(MessageText.CONNECT_PACKET)
                        && !MessageText.data(packet).isEmpty());
    }

    /**
     * Returns true if a message is the answer of an Engine.IO 3 server for the root, which it connects without a
     * CONNECT.
     */
    static boolean isRefutedBy(String message) {
        if (message.equals(MessageText.CONNECT_PACKET)) {
            return true;
        }
        return message.startsWith(MessageText.ERROR_PACKET)
                && MessageText.namespace(message).equals(MessageText.ROOT)
                && !isRefusal(MessageText.data(message));
    }

    /** Returns true if a message is the answer of an Engine.IO 4 server to a CONNECT. */
    static boolean isConfirmedBy(String message) {
        return message.startsWith(MessageText.CONNECT_PACKET) || message.startsWith(MessageText.ERROR_PACKET);
    }

    /** Returns true for error data of protocol 5, which is always an object with a message. */
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

    /** Returns true if only a server of Engine.IO 4 could have read a packet. */
    static boolean isUnheard(String packet) {
        // Binary frames of Engine.IO 4 lack the packet type that Engine.IO 3 needs.
        return packet.charAt(0) == EnginePacket.BINARY;
    }
}
