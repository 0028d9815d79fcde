package io.github.siocli.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** A TCP connection for HTTP that no HTTP library would send or show. */
final class RawHttp implements AutoCloseable {

    private final Socket socket;
    private final ByteArrayOutputStream received = new ByteArrayOutputStream();

    private RawHttp(Socket socket) {
        this.socket = socket;
    }

    /** Sends the first request of a polling client. */
    static RawHttp polling(int port) throws IOException {
        return request(
                port,
                "GET /socket.io/?EIO=4&transport=polling HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nConnection: close\r\n");
    }

    /** Sends the first request of a client that begins with a websocket. */
    static RawHttp websocket(int port) throws IOException {
        return request(
                port,
                "GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: 127.0.0.1:%d\r\n"
                        + "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
                        + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n");
    }

    private static RawHttp request(int port, String head) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.getOutputStream().write((head.formatted(port) + "\r\n").getBytes(StandardCharsets.US_ASCII));
        return new RawHttp(socket);
    }

    /** Reads until the text has arrived or the connection ends, and returns everything. */
    String readUntil(String text) throws IOException {
        socket.setSoTimeout(10_000);
        try {
            for (int b = 0; !text().contains(text) && b >= 0; ) {
                b = readOne();
            }
            return text();
        } catch (SocketTimeoutException e) {
            throw new AssertionError("no <" + text + "> but: " + text(), e);
        }
    }

    /** Returns true if nothing arrives for a time, not even the end of the connection. */
    boolean staysSilent(Duration time) throws IOException {
        socket.setSoTimeout((int) time.toMillis());
        try {
            readOne();
            return false;
        } catch (SocketTimeoutException e) {
            return true;
        }
    }

    private int readOne() throws IOException {
        int b = socket.getInputStream().read();
        if (b >= 0) {
            received.write(b);
        }
        return b;
    }

    private String text() {
        return received.toString(StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
