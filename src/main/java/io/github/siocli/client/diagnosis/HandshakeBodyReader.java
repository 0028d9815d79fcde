package io.github.siocli.client.diagnosis;

import io.github.siocli.protocol.engineio.EnginePacket;
import io.github.siocli.protocol.engineio.PacketSyntaxException;
import io.github.siocli.protocol.engineio.StrictUtf8;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import okhttp3.Response;
import okio.BufferedSource;

/** Reads the response to a handshake over polling. Some servers send a body without an end. */
public final class HandshakeBodyReader {

    /** Limit in bytes. A server may send packets after the handshake, but hardly this much. */
    private static final long LIMIT = 16 << 20;

    private static final long BEGINNING = 1024;

    private HandshakeBodyReader() {}

    /**
     * Reads the whole body. If it is too long for a handshake, returns its beginning and closes the connection.
     *
     * @throws PacketSyntaxException if it begins like a handshake and is not UTF-8; other responses may be in any encoding
     */
    public static String read(Response response) throws IOException {
        try (BufferedSource body = response.body().source()) {
            if (body.request(LIMIT)) {
                if (body.getBuffer().getByte(0) == EnginePacket.OPEN) {
                    throw new PacketSyntaxException("a handshake of more than " + LIMIT + " bytes");
                }
                return body.readUtf8(BEGINNING);
            }
            byte[] bytes = body.readByteArray();
            return bytes.length > 0 && bytes[0] == EnginePacket.OPEN
                    ? StrictUtf8.decode(bytes)
                    : new String(bytes, StandardCharsets.UTF_8);
        }
    }
}
