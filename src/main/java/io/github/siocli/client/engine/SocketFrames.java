package io.github.siocli.client.engine;

import io.github.siocli.protocol.engineio.EngineFrame;
import io.github.siocli.protocol.engineio.EnginePacket;
import io.github.siocli.protocol.engineio.Generation;
import java.io.IOException;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;
import okio.ByteString;

/**
 * Converts the frames of one websocket between Engine.IO 3 and 4. In Engine.IO 3 a binary frame begins with the packet
 * type.
 */
final class SocketFrames {

    private final Eio3Session session;
    private final WebSocket owner;
    private final WebSocketListener listener;

    /**
     * Creates the converter of a session's frames.
     *
     * @param owner the websocket that the listener knows
     */
    SocketFrames(Eio3Session session, WebSocket owner, WebSocketListener listener) {
        this.session = session;
        this.owner = owner;
        this.listener = listener;
    }

    /** Handles an incoming text frame; it contains bytes in Base64 if the server was asked for that. */
    void receive(String frame) throws IOException {
        if (frame.isEmpty() || frame.charAt(0) != EnginePacket.BINARY) {
            session.incoming(frame).ifPresent(packet -> listener.onMessage(owner, packet));
            return;
        }
        passOn((EngineFrame.Binary) Generation.EIO3.readText(frame));
    }

    /** Handles an incoming binary frame. */
    void receive(ByteString frame) throws IOException {
        passOn(Generation.EIO3.readBinary(frame.toByteArray()));
    }

    private void passOn(EngineFrame.Binary message) {
        listener.onMessage(owner, ByteString.of(message.bytes()));
    }

    /** Sends a text frame of the library. */
    boolean sendFromLibrary(String frame, WebSocket wire) {
        boolean sent = !Eio3Session.isSent(frame) || wire.send(frame);
        if (!frame.isEmpty() && frame.charAt(0) == EnginePacket.CLOSE) {
            session.end();
        }
        return sent;
    }

    /** Sends a binary frame of the library. */
    static boolean sendFromLibrary(ByteString frame, WebSocket wire) {
        byte[] typed = new byte[frame.size() + 1];
        typed[0] = Generation.EIO3_MESSAGE;
        System.arraycopy(frame.toByteArray(), 0, typed, 1, frame.size());
        return wire.send(ByteString.of(typed));
    }

    /** Ends the session: the websocket has ended. */
    void end() {
        session.end();
    }
}
