package io.github.siocli.client.engine;

import io.github.siocli.event.Failure;

/**
 * Listens to one connection. After {@link #failed} or {@link #closed} the connection reports nothing more, except events
 * and acknowledgements that come late.
 */
public interface ConnectionListener {

    /** Called when the server has opened a session, before its first message, on the thread that reads. */
    void opened(SessionConnection connection);

    /** Called when a namespace is connected, with the lock of the namespaces held. Must not block. */
    void namespaceConnected();

    /**
     * Called when a packet shows that the server speaks another protocol than its handshake showed, with the lock of the
     * namespaces held. Must not block.
     */
    void otherProtocolDetected(SessionConnection connection, String description);

    /** Called when the attempt to open the connection has failed. */
    void failed(SessionConnection connection, Failure failure);

    /** Called when an open connection has ended, after all its packets are passed on. */
    void closed(SessionConnection connection, ConnectionEnd end);
}
