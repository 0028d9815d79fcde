package io.github.siocli.prompt;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Collects terminal output and writes it at once, so that the terminal never shows a half-drawn frame. Guarded by the
 * lock of the line editor.
 */
final class BufferedOutput extends OutputStream {

    private final OutputStream out;
    private final ByteArrayOutputStream buffer = new ByteArrayOutputStream();
    private boolean inFrame;

    BufferedOutput(OutputStream out) {
        this.out = out;
    }

    /** Starts a frame: nothing is written before {@link #endFrame}. */
    void beginFrame() {
        inFrame = true;
    }

    /** Ends the frame and writes it. */
    void endFrame() {
        inFrame = false;
        flush();
    }

    @Override
    public void write(int b) {
        buffer.write(b);
    }

    @Override
    public void write(byte[] bytes, int from, int length) {
        buffer.write(bytes, from, length);
    }

    @Override
    public void flush() {
        if (inFrame || buffer.size() == 0) {
            return;
        }
        try {
            out.write(buffer.toByteArray());
            out.flush();
        } catch (IOException gone) {
            // The terminal is closed. Its input ends too, which ends the prompt.
        }
        buffer.reset();
    }
}
