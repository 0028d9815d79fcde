package io.github.siocli.output;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** A standard stream that discards everything after its reader has closed the pipe. */
final class DiscardingOutput extends FilterOutputStream {

    /** Volatile because several threads write to standard error. */
    private volatile boolean isClosed;

    DiscardingOutput(OutputStream stream) {
        super(stream);
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        if (isClosed) {
            return;
        }
        try {
            out.write(bytes, offset, length);
        } catch (IOException e) {
            discardIfClosed(e);
        }
    }

    @Override
    public void flush() throws IOException {
        if (isClosed) {
            return;
        }
        try {
            out.flush();
        } catch (IOException e) {
            discardIfClosed(e);
        }
    }

    private void discardIfClosed(IOException e) throws IOException {
        if (!StandardStreams.isReaderClosed(e)) {
            throw e;
        }
        isClosed = true;
    }
}
