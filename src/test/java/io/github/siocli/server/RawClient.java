package io.github.siocli.server;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A TCP connection to the server that sends HTTP and websocket frames byte by byte. Reads wait for {@link
 * #PATIENCE_MILLIS}, at most.
 */
public final class RawClient implements AutoCloseable {

    /** Limit of each wait of a test, in milliseconds: ten seconds, or {@code -Dpatience.millis}. */
    public static final int PATIENCE_MILLIS = Integer.getInteger("patience.millis", 10_000);

    private static final Pattern SID = Pattern.compile("\"sid\":\"([^\"]+)\"");

    private final Socket socket;
    private final InputStream in;
    private final Random random = new Random(1);

    /** An HTTP response. */
    public record Answer(int status, Map<String, String> headers, String body) {}

    /** A websocket frame. */
    public record Frame(int opcode, byte[] payload) {

        /** Returns the payload as text. */
        public String text() {
            return new String(payload, StandardCharsets.UTF_8);
        }

        /** Returns the code of a close frame. */
        public int closeCode() {
            return payload.length < 2 ? 1005 : (payload[0] & 0xff) << 8 | payload[1] & 0xff;
        }
    }

    public RawClient(int port) {
        try {
            socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.setTcpNoDelay(true);
            in = new BufferedInputStream(socket.getInputStream());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Sends one request on a new connection. */
    public static Answer get(int port, String target) {
        return once(port, "GET", target, "", "");
    }

    /** Sends one request on a new connection. */
    public static Answer post(int port, String target, String body) {
        return once(port, "POST", target, "Content-Type: text/plain;charset=UTF-8\r\n", body);
    }

    /** Sends one request on a new connection. */
    public static Answer once(int port, String method, String target, String fields, String body) {
        try (RawClient client = new RawClient(port)) {
            return client.request(method, target, fields, body).answer();
        }
    }

    /** Returns the session id in a handshake. */
    public static String sid(String handshake) {
        Matcher sid = SID.matcher(handshake);
        if (!sid.find()) {
            throw new AssertionError("no handshake: " + handshake);
        }
        return sid.group(1);
    }

    /** Opens a polling session and returns its target. */
    public static String polling(int port, int eio) {
        String target = "/socket.io/?EIO=" + eio + "&transport=polling";
        return target + "&sid=" + sid(get(port, target).body());
    }

    public RawClient send(String text) {
        return send(text.getBytes(StandardCharsets.UTF_8));
    }

    public RawClient send(byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
            return this;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Sends as much as the server accepts. Returns true if it accepted everything. */
    boolean trySend(byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    public RawClient request(String method, String target, String fields, String body) {
        int length = body.getBytes(StandardCharsets.UTF_8).length;
        return send(method + " " + target + " HTTP/1.1\r\nHost: localhost\r\n" + fields
                + (method.equals("GET") ? "" : "Content-Length: " + length + "\r\n") + "\r\n" + body);
    }

    public RawClient request(String method, String target) {
        return request(method, target, "", "");
    }

    /** Reads a response. */
    public Answer answer() {
        String[] status = line().split(" ", 3);
        if (!status[0].startsWith("HTTP/1.1")) {
            throw new AssertionError("no answer but: " + String.join(" ", status));
        }
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            headers.put(line.substring(0, colon), line.substring(colon + 1).trim());
        }
        byte[] body = bytes(Integer.parseInt(headers.getOrDefault("content-length", "0")));
        return new Answer(Integer.parseInt(status[1]), headers, new String(body, StandardCharsets.UTF_8));
    }

    private String line() {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = read(); b != '\n'; b = read()) {
            if (b != '\r') {
                line.write(b);
            }
        }
        return line.toString(StandardCharsets.ISO_8859_1);
    }

    private int read() {
        try {
            int b = in.read();
            if (b < 0) {
                throw new EOFException("the server closed the connection");
            }
            return b;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) read();
        }
        return bytes;
    }

    /** Waits for the end of the connection and discards everything before it. */
    public void awaitEnd() {
        try {
            in.skipNBytes(Long.MAX_VALUE);
        } catch (EOFException | SocketException e) {
            // The connection has ended, as expected.
        } catch (IOException e) {
            throw new AssertionError("it is still open", e);
        }
    }

    /** Reads up to the close frame, answers it, waits for the end, and returns the code. */
    public int awaitClose() {
        Frame frame = frame();
        while (frame.opcode() != 8) {
            frame = frame();
        }
        frame(0x88, frame.payload()).awaitEnd();
        return frame.closeCode();
    }

    /** Opens a websocket. */
    public static RawClient webSocket(int port, String target) {
        RawClient client = new RawClient(port);
        Answer answer = client.upgrade(target).answer();
        if (answer.status() != 101) {
            throw new AssertionError("no websocket but: " + answer);
        }
        return client;
    }

    /** Requests a websocket. */
    public RawClient upgrade(String target) {
        return request(
                "GET",
                target,
                "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
                        + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n",
                "");
    }

    /** Sends a text frame. */
    public RawClient text(String text) {
        return frame(0x81, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Sends a masked frame. */
    public RawClient frame(int firstByte, byte[] payload) {
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        frame.write(firstByte);
        if (payload.length < 126) {
            frame.write(0x80 | payload.length);
        } else if (payload.length < 1 << 16) {
            frame.write(0x80 | 126);
            frame.write(payload.length >> 8);
            frame.write(payload.length);
        } else {
            frame.write(0x80 | 127);
            for (int shift = 56; shift >= 0; shift -= 8) {
                frame.write((int) ((long) payload.length >> shift));
            }
        }
        byte[] mask = new byte[4];
        random.nextBytes(mask);
        frame.writeBytes(mask);
        for (int i = 0; i < payload.length; i++) {
            frame.write(payload[i] ^ mask[i % 4]);
        }
        return send(frame.toByteArray());
    }

    /** Reads a frame. */
    public Frame frame() {
        int opcode = read() & 0xf;
        long length = read();
        if (length >= 126) {
            byte[] more = bytes(length == 126 ? 2 : 8);
            length = 0;
            for (byte b : more) {
                length = length << 8 | b & 0xff;
            }
        }
        return new Frame(opcode, bytes((int) length));
    }

    /** Reads a text frame. */
    public String text() {
        Frame frame = frame();
        if (frame.opcode() != 1) {
            throw new AssertionError("no text but opcode " + frame.opcode() + ": " + frame.text());
        }
        return frame.text();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
