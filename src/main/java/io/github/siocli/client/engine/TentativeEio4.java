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

    private enum Assumption {
        NONE,
        ASSUMED,
        /** The assumption was wrong, and an Engine.IO 3 session is being opened instead. */
        REPLACED
    }

    private final List<String> sentPackets = new ArrayList<>();
    private volatile Assumption state = Assumption.NONE;

    /** Starts the assumption. */
    void assume() {
        state = Assumption.ASSUMED;
    }

    /** Returns true if there is no assumption. */
    boolean isSettled() {
        return state == Assumption.NONE;
    }

    boolean isAssumed() {
        return state == Assumption.ASSUMED;
    }

    boolean isReplaced() {
        return state == Assumption.REPLACED;
    }

    /** Records a packet that is about to be sent; returns false if it must wait for another session. */
    boolean recordSending(String packet) {
        if (isSettled()) {
            return true;
        }
        synchronized (this) {
            if (state != Assumption.NONE) {
                sentPackets.add(packet);
            }
            return state != Assumption.REPLACED;
        }
    }

    /** Ends the assumption: the server speaks Engine.IO 4. */
    synchronized void confirm() {
        settle();
    }

    /** Marks the assumption as wrong: the recorded packets must be sent in another session. */
    synchronized void markReplaced() {
        state = Assumption.REPLACED;
    }

    /** Ends a wrong assumption and returns the recorded packets. */
    synchronized List<String> refute() {
        return settle();
    }

    private List<String> settle() {
        List<String> all = List.copyOf(sentPackets);
        sentPackets.clear();
        state = Assumption.NONE;
        return all;
    }

    /** Returns true if a CONNECT was sent with an auth payload, which Engine.IO 3 does not read there. */
    synchronized boolean hasMisplacedAuth() {
        return sentPackets.stream()
                .anyMatch(packet -> packet.startsWith(MessageText.CONNECT_PACKET)
                        && !MessageText.data(packet).isEmpty());
    }

    /** Returns true if a message is the unrequested answer of an Engine.IO 3 server for the root. */
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
    static boolean isUnreadableForEio3(String packet) {
        // Binary frames of Engine.IO 4 lack the packet type that Engine.IO 3 needs.
        return packet.charAt(0) == EnginePacket.BINARY;
    }
}
