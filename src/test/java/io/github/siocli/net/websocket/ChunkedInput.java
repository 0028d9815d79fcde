package io.github.siocli.net.websocket;

import java.io.InputStream;
import java.util.function.IntSupplier;

/** Bytes that arrive in pieces, as TCP may split them. */
final class ChunkedInput extends InputStream {

    private final byte[] bytes;
    private final IntSupplier sizes;
    private int position;

    /**
     * Creates a stream of these bytes.
     *
     * @param sizes supplies the largest size of each piece
     */
    ChunkedInput(byte[] bytes, IntSupplier sizes) {
        this.bytes = bytes;
        this.sizes = sizes;
    }

    @Override
    public int read() {
        return position < bytes.length ? bytes[position++] & 0xff : -1;
    }

    @Override
    public int read(byte[] target, int offset, int length) {
        if (position == bytes.length) {
            return -1;
        }
        int taken = Math.min(Math.max(1, sizes.getAsInt()), Math.min(length, bytes.length - position));
        System.arraycopy(bytes, position, target, offset, taken);
        position += taken;
        return taken;
    }
}
