package io.github.siocli.client.engine;

import io.github.siocli.client.diagnosis.Diagnosis;
import io.github.siocli.event.Handshake;
import io.github.siocli.event.Transport;
import io.github.siocli.protocol.socketio.Packet;
import java.util.Optional;

/** Sends the packets of all namespaces over one connection. Methods do not block. Any thread may call. */
public interface Connection {

    /**
     * Hands a packet over after those that were handed over before. {@link #startSending} must follow, so that a caller with
     * a lock can release it first: the sending thread needs that lock, and would wait for it.
     */
    void handOver(Packet packet);

    /** Starts to send the packets that were handed over; they wait until the connection is open. */
    void startSending();

    /** Closes the connection after the packets that were handed over before. Cancels an attempt that is running. */
    void close();

    /** Notes that a namespace is connected. */
    void namespaceConnected();

    /** Notes that a packet shows that the server speaks another protocol than its handshake showed. */
    void otherProtocolDetected(String description);

    /** Notes that the first message shows that the server uses another parser. */
    void otherParserDetected();

    /** Returns the handshake; an empty one before the server has opened a session. */
    Handshake handshake();

    /** Returns the transport that the session uses. */
    Transport transport();

    /** Returns the transport that the session is about to upgrade to; empty if it stays on its transport. */
    Optional<Transport> pendingUpgrade();

    /** Returns what explains failures of this connection. */
    Diagnosis diagnosis();
}
