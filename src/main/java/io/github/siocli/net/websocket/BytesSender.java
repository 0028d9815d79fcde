package io.github.siocli.net.websocket;

import java.nio.charset.StandardCharsets;
import okhttp3.WebSocket;

/** A websocket that sends text as bytes. Any thread may call. */
public interface BytesSender extends WebSocket {

    /**
     * Sends a text message.
     *
     * @param utf8 valid UTF-8, which must not be changed any more
     * @return false if the websocket is closed
     */
    boolean sendText(byte[] utf8);

    @Override
    default boolean send(String text) {
        return sendText(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Sends a text message over any websocket. */
    static boolean sendText(WebSocket socket, byte[] utf8) {
        return socket instanceof BytesSender sender
                ? sender.sendText(utf8)
                : socket.send(new String(utf8, StandardCharsets.UTF_8));
    }
}
