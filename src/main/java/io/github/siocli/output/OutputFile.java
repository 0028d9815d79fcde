package io.github.siocli.output;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A file that the data go to. It is opened early, so that a file that cannot be written is known before anything is done,
 * and emptied late, so that what was in it is not lost to a command that never gets a connection.
 */
final class OutputFile extends OutputStream {

    private final FileChannel channel;
    private boolean keepsOld;

    private OutputFile(FileChannel channel, boolean keepsOld) {
        this.channel = channel;
        this.keepsOld = keepsOld;
    }

    /** Opens the file, or makes it. */
    static OutputFile open(Path file) throws IOException {
        PrivateFile.createIfMissing(file);
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        // A pipe or a device has nothing to keep, and cannot be shortened.
        return new OutputFile(channel, Files.isRegularFile(file));
    }

    /** From now on the file holds what this run writes. */
    void begin() throws IOException {
        if (keepsOld) {
            keepsOld = false;
            channel.truncate(0);
        }
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        begin();
        ByteBuffer buffer = ByteBuffer.wrap(bytes, offset, length);
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
