package io.github.siocli.net.http;

import java.io.IOException;
import java.util.zip.Inflater;
import okio.Buffer;
import okio.BufferedSource;
import okio.InflaterSource;
import okio.Okio;
import okio.Source;
import okio.Timeout;

/**
 * Decodes the encoding {@code deflate}: a zlib stream (RFC 1950), or a bare deflate stream (RFC 1951), which some
 * servers send instead. The first two bytes show which one it is.
 */
final class DeflateSource implements Source {

    private static final int ZLIB_METHOD = 8;
    private static final int ZLIB_CHECK = 31;

    private final BufferedSource packed;
    private InflaterSource plain;

    DeflateSource(Source packed) {
        this.packed = Okio.buffer(packed);
    }

    @Override
    public long read(Buffer sink, long byteCount) throws IOException {
        if (plain == null) {
            if (packed.exhausted()) {
                return -1;
            }
            plain = new InflaterSource(packed, new Inflater(!isZlib()));
        }
        return plain.read(sink, byteCount);
    }

    private boolean isZlib() throws IOException {
        if (!packed.request(2)) {
            return false;
        }
        int first = packed.getBuffer().getByte(0) & 0xff;
        int second = packed.getBuffer().getByte(1) & 0xff;
        return (first & 0x0f) == ZLIB_METHOD && (first << 8 | second) % ZLIB_CHECK == 0;
    }

    @Override
    public Timeout timeout() {
        return packed.timeout();
    }

    @Override
    public void close() throws IOException {
        if (plain == null) {
            packed.close();
        } else {
            plain.close();
        }
    }
}
