package io.github.siocli.client.diagnosis;

import io.github.siocli.protocol.engineio.EnginePacket;
import io.github.siocli.protocol.engineio.PacketSyntaxException;
import io.github.siocli.protocol.engineio.StrictUtf8;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import okhttp3.Response;
import okio.BufferedSource;

/** Reads what may be the answer to a handshake over polling, of which some servers have no end. */
public final class HandshakeBodyReader {

    /** A server may put what it has to say behind the handshake, but hardly this much. */
    private static final long LIMIT = 16 << 20;

    private static final long BEGINNING = 1024;

    private HandshakeBodyReader() {}

    /**
     * All of it; of one that is too long to be a handshake only the beginning, and the connection is closed.
     *
     * @throws PayloadException if it begins like a handshake and is not UTF-8; other answers may be in any encoding
     */
    public static String read(Response response) throws IOException {
        try (BufferedSource body = response.body().source()) {
            if (body.request(LIMIT)) {
                if (body.getBuffer().getByte(0) == EnginePacket.OPEN) {
                    throw new PayloadException("a handshake of more than " + LIMIT + " bytes");
                }
                return body.readUtf8(BEGINNING);
            }
            byte[] bytes = body.readByteArray();
            return bytes.length > 0 && bytes[0] == EnginePacket.OPEN
                    ? StrictUtf8.decode(bytes)
                    : new String(bytes, StandardCharsets.UTF_8);
        } catch (PacketSyntaxException e) {
            throw new PayloadException(e.getMessage());
        }
    }
}
