package io.github.siocli.startup;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * Sends events as fast as the client reads them, so that the training run records the methods worth compiling.
 *
 * <p>{@code sio serve} is too slow for this. The server speaks just enough Engine.IO 4 over websocket (RFC 6455), with one
 * client at a time.
 */
final class EventFloodServer implements AutoCloseable {

    /** Name of the event that follows the flood. */
    static final String END = "end";

    private static final int EVENTS = 500_000;
    private static final String PADDING = "x".repeat(72);
    private static final String KEY = "sec-websocket-key:";
    private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    private static final int TEXT = 0x81;
    private static final int CLOSE = 0x88;
    /** Largest payload whose length fits into the second byte of a frame (RFC 6455, section 5.2). */
    private static final int MAX_SHORT_PAYLOAD = 125;

    private final ServerSocket server;

    private EventFloodServer(ServerSocket server) {
        this.server = server;
    }

    /**
     * Starts the server on a free port of this machine.
     *
     * @throws IOException if no port can be opened
     */
    static EventFloodServer start() throws IOException {
        EventFloodServer flood = new EventFloodServer(new ServerSocket(0, 0, InetAddress.getLoopbackAddress()));
        Thread thread = new Thread(flood::serve, "flood");
        thread.setDaemon(true);
        thread.start();
        return flood;
    }

    /** Returns the URL of the server. */
    String url() {
        return "http://127.0.0.1:" + server.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    private void serve() {
        while (!server.isClosed()) {
            try (Socket socket = server.accept()) {
                serve(
                        new BufferedInputStream(socket.getInputStream()),
                        new BufferedOutputStream(socket.getOutputStream(), 1 << 16));
            } catch (IOException e) {
                // The client reports the lost connection; the server waits for the next one.
            }
        }
    }

    private static void serve(InputStream in, OutputStream out) throws IOException {
        out.write(("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                        + "Sec-WebSocket-Accept: " + accept(key(in)) + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        frame(out, "0{\"sid\":\"flood\",\"upgrades\":[],\"pingInterval\":60000,\"pingTimeout\":60000}");
        out.flush();
        // The first frame is taken for the CONNECT packet of the root namespace.
        in.read();
        frame(out, "40{\"sid\":\"flood\"}");
        for (int i = 0; i < EVENTS; i++) {
            frame(out, "42[\"data\"," + i + ",\"" + PADDING + "\"]");
        }
        frame(out, "42[\"" + END + "\"]");
        out.write(new byte[] {(byte) CLOSE, 0});
        out.flush();
        in.transferTo(OutputStream.nullOutputStream());
    }

    private static String key(InputStream in) throws IOException {
        String key = "";
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            if (line.regionMatches(true, 0, KEY, 0, KEY.length())) {
                key = line.substring(KEY.length()).strip();
            }
        }
        return key;
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new EOFException();
            }
            line.append((char) c);
        }
        return line.toString().stripTrailing();
    }

    private static String accept(String key) {
        try {
            MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
            return Base64.getEncoder().encodeToString(sha1.digest((key + GUID).getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-1", e);
        }
    }

    private static void frame(OutputStream out, String text) throws IOException {
        byte[] payload = text.getBytes(StandardCharsets.US_ASCII);
        if (payload.length > MAX_SHORT_PAYLOAD) {
            throw new IllegalArgumentException("too long for a short frame: " + text);
        }
        out.write(TEXT);
        out.write(payload.length);
        out.write(payload);
    }
}
