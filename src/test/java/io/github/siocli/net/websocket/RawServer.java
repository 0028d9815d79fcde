package io.github.siocli.net.websocket;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okio.ByteString;

/** A server that sends exactly the bytes of the test. */
final class RawServer implements AutoCloseable {

    private static final int PATIENCE = 10_000;

    private final ServerSocket socket;

    RawServer() throws IOException {
        socket = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
        socket.setSoTimeout(PATIENCE);
    }

    int port() {
        return socket.getLocalPort();
    }

    String url(String path) {
        return "http://127.0.0.1:" + port() + path;
    }

    /** Waits for a client and its request. */
    Peer accept() throws IOException {
        return new Peer(socket.accept());
    }

    /** Waits for a client, and accepts its websocket. */
    Peer open() throws IOException {
        Peer peer = accept();
        peer.send(peer.acceptance());
        return peer;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    /** One client. */
    static final class Peer implements AutoCloseable {

        private static final Pattern KEY = Pattern.compile("Sec-WebSocket-Key: (\\S+)\r\n");

        private final Socket socket;
        private final DataInputStream in;
        private final String request;

        private Peer(Socket socket) throws IOException {
            this.socket = socket;
            socket.setSoTimeout(PATIENCE);
            socket.setTcpNoDelay(true);
            this.in = new DataInputStream(socket.getInputStream());
            ByteArrayOutputStream head = new ByteArrayOutputStream();
            while (!head.toString(StandardCharsets.UTF_8).endsWith("\r\n\r\n")) {
                head.write(in.readUnsignedByte());
            }
            this.request = head.toString(StandardCharsets.UTF_8);
        }

        /** Returns the head of the request. */
        String request() {
            return request;
        }

        /** Returns the Sec-WebSocket-Accept for the client's key. */
        String acceptValue() {
            Matcher key = KEY.matcher(request);
            if (!key.find()) {
                throw new AssertionError("no key in " + request);
            }
            try {
                byte[] digest = MessageDigest.getInstance("SHA-1")
                        .digest(FrameBytes.utf8(key.group(1) + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"));
                return Base64.getEncoder().encodeToString(digest);
            } catch (GeneralSecurityException e) {
                throw new AssertionError(e);
            }
        }

        /** Returns the response that opens the websocket, with additional header fields. */
        String acceptance(String... fields) {
            return "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                    + "Sec-WebSocket-Accept: " + acceptValue() + "\r\n"
                    + (fields.length == 0 ? "" : String.join("\r\n", fields) + "\r\n") + "\r\n";
        }

        Peer send(String text) throws IOException {
            return send(FrameBytes.utf8(text));
        }

        Peer send(byte[]... bytes) throws IOException {
            socket.getOutputStream().write(FrameBytes.concat(bytes));
            return this;
        }

        /** Sends each byte separately. */
        Peer drip(byte[] bytes) throws IOException {
            for (byte b : bytes) {
                socket.getOutputStream().write(b);
            }
            return this;
        }

        /** Ends the output to the client. */
        Peer finish() throws IOException {
            socket.shutdownOutput();
            return this;
        }

        /** Reads the next frame of the client: its first byte and its payload as hexadecimal digits. */
        String frame() throws IOException {
            int first = in.readUnsignedByte();
            int second = in.readUnsignedByte();
            if ((second & 0x80) == 0) {
                throw new AssertionError("a frame without a mask");
            }
            int marker = second & 0x7f;
            long length = marker < 126 ? marker : marker == 126 ? in.readUnsignedShort() : in.readLong();
            if (marker >= 126 && length < (marker == 126 ? 126 : 1 << 16)) {
                throw new AssertionError("a length that is not in its shortest form");
            }
            byte[] key = in.readNBytes(4);
            byte[] payload = in.readNBytes((int) length);
            for (int i = 0; i < payload.length; i++) {
                payload[i] ^= key[i % 4];
            }
            return Integer.toHexString(first) + " " + ByteString.of(payload).hex();
        }

        /** Waits until the client has ended the connection, and discards the bytes that it sends before. */
        void awaitEnd() {
            try {
                while (in.read() >= 0) {
                    // The bytes are irrelevant.
                }
            } catch (IOException reset) {
                if (reset instanceof SocketTimeoutException) {
                    throw new AssertionError("the client does not end the connection", reset);
                }
            }
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
