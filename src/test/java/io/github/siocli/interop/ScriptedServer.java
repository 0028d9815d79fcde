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
import java.util.concurrent.CountDownLatch;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An Engine.IO server of one session that sends a fixed script and ignores its input: the response to the handshake,
 * then one payload for each poll, or all websocket frames at once. Then it cuts every connection.
 */
final class ScriptedServer implements AutoCloseable {

    /** Replaces a response, or all frames, by an endless one. */
    static final byte[] ENDLESS = {};

    /** As the response to POSTs: they are cut when the script is over, and the poll that runs then gets no response. */
    static final byte[] CUT_AT_END = {};

    private static final Pattern KEY = Pattern.compile("(?i)Sec-WebSocket-Key: *(\\S+)");
    private static final Pattern LENGTH = Pattern.compile("(?i)Content-Length: *(\\d+)");
    private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

    private final ServerSocket socket = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
    private final byte[] handshake;
    private final Deque<byte[]> polls;
    private final byte[] frames;
    private final byte[] toPosts;
    /** Number of bytes of the frames before the silence. */
    private final int silentAfter;

    private final CountDownLatch over = new CountDownLatch(1);

    ScriptedServer(byte[] handshake, List<byte[]> polls, byte[] frames) throws IOException {
        this(handshake, polls, frames, "ok".getBytes(StandardCharsets.US_ASCII));
    }

    ScriptedServer(byte[] handshake, List<byte[]> polls, byte[] frames, byte[] toPosts) throws IOException {
        this(handshake, polls, frames, toPosts, 0);
    }

    private ScriptedServer(byte[] handshake, List<byte[]> polls, byte[] frames, byte[] toPosts, int silentAfter)
            throws IOException {
        this.toPosts = toPosts;
        this.silentAfter = silentAfter;
        this.handshake = handshake;
        this.polls = new ArrayDeque<>(polls);
        this.frames = frames;
        daemon(this::accept);
    }

    /**
     * Starts a server that sends packets, texts or bytes; the first is the handshake. Over polling they are in one
     * payload.
     */
    static ScriptedServer saying(int eio, Object... packets) throws IOException {
        List<Object> script = List.of(packets);
        ByteArrayOutputStream frames = new ByteArrayOutputStream();
        script.forEach(packet -> frames.writeBytes(frame(eio, packet)));
        return new ScriptedServer(
                payload(eio, false, script.subList(0, 1)),
                List.of(payload(eio, false, script.subList(1, script.size()))),
                frames.toByteArray());
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
            // The test has ended.
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
                    websocket(client, in, key.group(1), head.contains("EIO=4"));
                    return;
                }
                if (toPosts == CUT_AT_END && head.startsWith("POST")) {
                    over.await();
                }
                Optional<byte[]> answer = answer(head);
                if (answer.isPresent()) {
                    respond(client.getOutputStream(), answer.get());
                } else if (toPosts == CUT_AT_END && head.startsWith("GET")) {
                    in.transferTo(OutputStream.nullOutputStream());
                } else {
                    return;
                }
            }
        } catch (IOException | InterruptedException gone) {
            // The client has closed the connection, or the test has ended.
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
            return over.getCount() == 0 ? Optional.empty() : Optional.of(toPosts);
        }
        if (!head.contains("sid=")) {
            return Optional.of(handshake);
        }
        if (polls.isEmpty()) {
            over.countDown();
        }
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

    /**
     * Starts a server of Engine.IO 3 with websockets only. After a handshake for Engine.IO 4 it is silent until the
     * client sends something, and takes it for a client that waits.
     */
    static ScriptedServer silentForEio4(Object... packets) throws IOException {
        ByteArrayOutputStream frames = new ByteArrayOutputStream();
        for (Object packet : packets) {
            frames.writeBytes(frame(3, packet));
        }
        return new ScriptedServer(
                new byte[0], List.of(), frames.toByteArray(), new byte[0], frame(3, packets[0]).length);
    }

    private void websocket(Socket client, InputStream in, String key, boolean isEio4) throws IOException {
        String accept = Base64.getEncoder().encodeToString(sha1(key + GUID));
        client.getOutputStream()
                .write(("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                                + "Sec-WebSocket-Accept: " + accept + "\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        int first = isEio4 ? silentAfter : 0;
        client.getOutputStream().write(frames, 0, first);
        if (first > 0) {
            in.read();
        }
        client.getOutputStream().write(frames, first, frames.length - first);
        client.shutdownOutput();
        // Reads the rest of the input, because unread input would cause a reset that loses our output.
        in.transferTo(OutputStream.nullOutputStream());
    }

    private static byte[] sha1(String text) {
        try {
            return MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.US_ASCII));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    /** Returns a polling payload with packets, texts or bytes, of Engine.IO 3 or 4. */
    static byte[] payload(int eio, boolean isBinary, List<Object> packets) {
        ByteArrayOutputStream payload = new ByteArrayOutputStream();
        for (Object packet : packets) {
            if (eio == 4) {
                payload.writeBytes(utf8((payload.size() == 0 ? "" : "\u001e") + text("b", packet)));
            } else if (!isBinary) {
                String text = text("b4", packet);
                payload.writeBytes(utf8(text.length() + ":" + text));
            } else {
                byte[] bytes = packet instanceof byte[] data ? typed(data) : utf8((String) packet);
                payload.write(packet instanceof byte[] ? 1 : 0);
                String.valueOf(bytes.length).chars().forEach(digit -> payload.write(digit - '0'));
                payload.write(0xff);
                payload.writeBytes(bytes);
            }
        }
        return payload.toByteArray();
    }

    private static String text(String binary, Object packet) {
        return packet instanceof byte[] bytes ? binary + Base64.getEncoder().encodeToString(bytes) : (String) packet;
    }

    private static byte[] typed(byte[] data) {
        byte[] typed = new byte[data.length + 1];
        typed[0] = 4;
        System.arraycopy(data, 0, typed, 1, data.length);
        return typed;
    }

    /** Returns the websocket frame of a packet. */
    static byte[] frame(int eio, Object packet) {
        byte[] payload = packet instanceof byte[] bytes ? eio == 3 ? typed(bytes) : bytes : utf8((String) packet);
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        frame.write(0x80 | (packet instanceof String ? 1 : 2));
        if (payload.length < 126) {
            frame.write(payload.length);
        } else if (payload.length < 1 << 16) {
            frame.writeBytes(new byte[] {126, (byte) (payload.length >> 8), (byte) payload.length});
        } else {
            frame.writeBytes(new byte[] {
                127,
                0,
                0,
                0,
                0,
                (byte) (payload.length >> 24),
                (byte) (payload.length >> 16),
                (byte) (payload.length >> 8),
                (byte) payload.length
            });
        }
        frame.writeBytes(payload);
        return frame.toByteArray();
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
