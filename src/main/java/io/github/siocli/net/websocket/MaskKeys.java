package io.github.siocli.net.websocket;

import java.nio.ByteBuffer;

/**
 * Generates the keys that mask frames (RFC 6455, 5.3), many at a time because each system call costs. For one thread.
 */
final class MaskKeys {

    private static final int FIRST = 64;
    private static final int MORE = 4096;

    private ByteBuffer drawn = ByteBuffer.allocate(0);

    int next() {
        if (drawn.remaining() < Integer.BYTES) {
            drawn = ByteBuffer.wrap(RandomBytes.bytes(drawn.capacity() == 0 ? FIRST : MORE));
        }
        return drawn.getInt();
    }
}
