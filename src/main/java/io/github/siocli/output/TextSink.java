package io.github.siocli.output;

import io.github.siocli.text.Utf8Builder;
import java.io.IOException;
import java.io.OutputStream;

/** Buffers text and writes it in large pieces. One thread at a time uses it. */
public final class TextSink {

    private static final int FLUSH_BYTES = 64 * 1024;

    private final OutputStream out;
    private final Utf8Builder text = new Utf8Builder();

    /** Creates a buffer before a stream, which the caller closes. */
    public TextSink(OutputStream out) {
        this.out = out;
    }

    /** Returns the builder to append to; the caller calls {@link #appended} afterwards. */
    public Utf8Builder text() {
        return text;
    }

    /**
     * Writes the appended text if it is large enough.
     *
     * @throws IOException if the stream fails; the text is discarded then
     */
    public void appended() throws IOException {
        if (text.length() >= FLUSH_BYTES) {
            write();
        }
    }

    /**
     * Writes all buffered text.
     *
     * @throws IOException if the stream fails; the text is discarded then
     */
    public void flush() throws IOException {
        if (text.length() > 0) {
            write();
        }
    }

    private void write() throws IOException {
        try {
            text.writeTo(out);
        } finally {
            text.clear();
        }
        out.flush();
    }
}
