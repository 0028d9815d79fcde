package io.github.siocli.output;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A file that receives the data. It is opened before the command connects, so that an unwritable file is reported
 * first. Its old content is deleted only at the first write, so that a command that never connects does not destroy it.
 *
 * <p>The thread that writes may be interrupted: a stream of {@link Files} goes on then, a channel would be closed.
 */
final class OutputFile extends FilterOutputStream {

    private final Path file;
    private boolean keepsOld;

    private OutputFile(Path file, OutputStream stream, boolean keepsOld) {
        super(stream);
        this.file = file;
        this.keepsOld = keepsOld;
    }

    /** Opens the file, and creates it if it does not exist. */
    static OutputFile open(Path file) throws IOException {
        PrivateFile.createIfMissing(file);
        OutputStream stream = Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        // A pipe or a device has no old content and cannot be truncated.
        return new OutputFile(file, stream, Files.isRegularFile(file));
    }

    /** Deletes the old content of the file, at the first call only. */
    void truncateOnce() throws IOException {
        if (keepsOld) {
            keepsOld = false;
            Files.newOutputStream(file, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)
                    .close();
        }
    }

    @Override
    public void write(int b) throws IOException {
        truncateOnce();
        out.write(b);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        truncateOnce();
        out.write(bytes, offset, length);
    }
}
