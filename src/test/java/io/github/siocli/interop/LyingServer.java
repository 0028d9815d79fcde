package io.github.siocli.interop;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An Engine.IO server of one session, that says what it is told to say, whatever it hears: the answer to the handshake,
 * then one payload for each poll, or all websocket frames at once. Then it cuts every connection.
 */
final class LyingServer implements AutoCloseable {

    /** In the place of an answer, or of all frames: one without an end. */
    static final byte[] ENDLESS = {};

    private static final Pattern KEY = Pattern.compile("(?i)Sec-WebSocket-Key: *(\\S+)");
    private static final Pattern LENGTH = Pattern.compile("(?i)Content-Length: *(\\d+)");
    private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

    private final ServerSocket socket = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
    private final byte[] handshake;
    private final Deque<byte[]> polls;
    private final byte[] frames;
    private final byte[] toPosts;
    private boolean isOver;

    LyingServer(byte[] handshake, List<byte[]> polls, byte[] frames) throws IOException {
        this(handshake, polls, frames, "ok".getBytes(StandardCharsets.US_ASCII));
    }

    LyingServer(byte[] handshake, List<byte[]> polls, byte[] frames, byte[] toPosts) throws IOException {
        this.toPosts = toPosts;
        this.handshake = handshake;
        this.polls = new ArrayDeque<>(polls);
        this.frames = frames;
        daemon(this::accept);
    }

    int port() {
        return socket.getLocalPort();
    }

    private static void daemon(Runnable task) {
        Thread thread = new Thread(task, "lying server");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        try {
            while (true) {
                Socket client = socket.accept();
                daemon(() -> serve(client));
            }
        } catch (IOException closed) {
            // The end of the test.
        }
    }

    private void serve(Socket client) {
        try (client) {
            client.setSoTimeout(10_000);
            InputStream in = new BufferedInputStream(client.getInputStream());
            while (true) {
                String head = head(in);
                Matcher length = LENGTH.matcher(head);
                if (length.find()) {
                    in.readNBytes(Integer.parseInt(length.group(1)));
                }
                Matcher key = KEY.matcher(head);
                if (key.find()) {
                    websocket(client, in, key.group(1));
                    return;
                }
                Optional<byte[]> answer = answer(head);
                if (answer.isEmpty()) {
                    return;
                }
                respond(client.getOutputStream(), answer.get());
            }
        } catch (IOException gone) {
            // The client has had enough.
        }
    }

    private static String head(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("the end");
            }
            head.write(next);
        }
        return head.toString(StandardCharsets.ISO_8859_1);
    }

    private synchronized Optional<byte[]> answer(String head) {
        if (head.startsWith("POST")) {
            return isOver ? Optional.empty() : Optional.of(toPosts);
        }
        if (!head.contains("sid=")) {
            return Optional.of(handshake);
        }
        isOver = polls.isEmpty();
        return Optional.ofNullable(polls.poll());
    }

    private static void respond(OutputStream out, byte[] body) throws IOException {
        if (body == ENDLESS) {
            out.write("HTTP/1.1 200 OK\r\n\r\n0{\"a\":\"".getBytes(StandardCharsets.US_ASCII));
            byte[] more = "x".repeat(1 << 16).getBytes(StandardCharsets.US_ASCII);
            while (true) {
                out.write(more);
            }
        }
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        answer.writeBytes(("HTTP/1.1 200 OK\r\nContent-Type: text/plain; charset=UTF-8\r\nContent-Length: "
                        + body.length + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        answer.writeBytes(body);
        out.write(answer.toByteArray());
    }

    private void websocket(Socket client, InputStream in, String key) throws IOException {
        String accept = Base64.getEncoder().encodeToString(sha1(key + GUID));
        client.getOutputStream()
                .write(("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                                + "Sec-WebSocket-Accept: " + accept + "\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        client.getOutputStream().write(frames);
        client.shutdownOutput();
        // What the client still says is read, so that nothing of ours is lost by a reset.
        in.transferTo(OutputStream.nullOutputStream());
    }

    private static byte[] sha1(String text) {
        try {
            return MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.US_ASCII));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
