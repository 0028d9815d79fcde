package io.github.siocli.client.engine;

import java.util.Optional;

/**
 * Receives the Engine.IO messages of a connection, in the order of the wire. Each method may block for as long as the
 * event queue is full.
 */
public interface MessageReceiver {

    /**
     * Receives a text message.
     *
     * @param frame the Engine.IO packet, with its type
     * @return the packet that the client library is to see, or empty
     */
    Optional<String> text(String frame);

    /**
     * Receives a binary message.
     *
     * @return the packet that the client library is to see, or empty
     */
    Optional<String> binary(byte[] bytes);

    /** Reports an Engine.IO packet that has no meaning here, or that is not a valid packet. */
    void rejected(String packet, String problem);

    /** Reports what is incomplete when a connection has ended. */
    void ended();

    /** Discards the state of the previous connection before the first message of the next one. */
    void restart();
}
