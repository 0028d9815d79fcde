package io.github.siocli.prompt;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Collects what is drawn and writes it at once: a terminal that is asked between two writes would show half a picture.
 * The lock of the line editor guards it.
 */
final class BufferedOutput extends OutputStream {

    private final OutputStream out;
    private final ByteArrayOutputStream drawn = new ByteArrayOutputStream();
    private boolean open;
    private boolean broken;

    BufferedOutput(OutputStream out) {
        this.out = out;
    }

    /** From now on nothing is written before {@link #end}. */
    void begin() {
        open = true;
    }

    /** Writes what was drawn since the beginning. */
    void end() {
        open = false;
        flush();
    }

    /** Returns true if the terminal has gone. */
    boolean isBroken() {
        return broken;
    }

    @Override
    public void write(int b) {
        drawn.write(b);
    }

    @Override
    public void write(byte[] bytes, int from, int length) {
        drawn.write(bytes, from, length);
    }

    @Override
    public void flush() {
        if (open || drawn.size() == 0) {
            return;
        }
        try {
            out.write(drawn.toByteArray());
            out.flush();
        } catch (IOException gone) {
            // The reader of keys comes to its end too, and that ends the prompt.
            broken = true;
        }
        drawn.reset();
    }
}
