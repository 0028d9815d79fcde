package io.github.siocli.client.engine;

/**
 * Receives the Engine.IO messages of a connection, in the order of the wire. Methods may block while the event queue is
 * full.
 */
public interface MessageReceiver {

    /**
     * Receives a text message.
     *
     * @param frame the Engine.IO packet, with its type
     */
    void receiveText(String frame);

    /** Receives a binary message. */
    void receiveBinary(byte[] bytes);

    /** Reports an Engine.IO packet that is unexpected or invalid. */
    void reportInvalidPacket(String packet, String problem);

    /** Reports incomplete packets when a connection has ended. */
    void connectionEnded();

    /** Discards the state of the previous connection before the first message of the next one. */
    void resetBeforeNextMessage();
}
