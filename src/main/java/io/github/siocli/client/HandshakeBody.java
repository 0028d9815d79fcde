package io.github.siocli.client;

import java.io.IOException;
import okhttp3.Response;
import okio.BufferedSource;

/** Reads what may be the answer to a handshake over polling, of which some servers have no end. */
final class HandshakeBody {

    /** A server may put what it has to say behind the handshake, but hardly this much. */
    private static final long LIMIT = 16 << 20;

    private static final long BEGINNING = 1024;

    private HandshakeBody() {}

    /** All of it; of one that is too long to be a handshake only the beginning, and the connection is closed. */
    static String read(Response response) throws IOException {
        try (BufferedSource body = response.body().source()) {
            return body.request(LIMIT) ? body.readUtf8(BEGINNING) : body.readUtf8();
        }
    }
}
