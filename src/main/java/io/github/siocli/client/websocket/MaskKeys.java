package io.github.siocli.client.websocket;

import java.nio.ByteBuffer;
import java.security.SecureRandom;

/** The keys that frames are masked with (RFC 6455, 5.3); drawn many at a time, as each draw costs. For one thread. */
final class MaskKeys {

    private static final int FIRST = 64;
    private static final int MORE = 4096;

    private final SecureRandom random;
    private ByteBuffer drawn = ByteBuffer.allocate(0);

    MaskKeys(SecureRandom random) {
        this.random = random;
    }

    int next() {
        if (drawn.remaining() < Integer.BYTES) {
            byte[] bytes = new byte[drawn.capacity() == 0 ? FIRST : MORE];
            random.nextBytes(bytes);
            drawn = ByteBuffer.wrap(bytes);
        }
        return drawn.getInt();
    }
}
