package io.github.siocli.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Collects text, and writes it as UTF-8 in large pieces. One thread uses it. */
final class TextSink {

    private static final int ENOUGH = 64 * 1024;

    private final OutputStream out;
    private final StringBuilder text = new StringBuilder(ENOUGH);

    TextSink(OutputStream out) {
        this.out = out;
    }

    /** Where to append; {@link #appended} is to be called afterwards. */
    StringBuilder text() {
        return text;
    }

    /** Writes what has come together, once it is enough. */
    void appended() throws IOException {
        if (isEnough()) {
            flush();
        }
    }

    /** Whether as much has come together as is written at once. */
    boolean isEnough() {
        return text.length() >= ENOUGH;
    }

    /** Writes all. */
    void flush() throws IOException {
        if (text.length() == 0) {
            return;
        }
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        text.setLength(0);
        if (text.capacity() > 4 * ENOUGH) {
            text.trimToSize();
        }
        out.write(bytes);
        out.flush();
    }
}
