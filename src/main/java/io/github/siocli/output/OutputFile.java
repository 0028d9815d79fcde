package io.github.siocli.output;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A file that receives the data. It is opened before the command connects, so that an unwritable file is reported
 * first. Its old content is deleted only at the first write, so that a command that never connects does not destroy it.
 */
final class OutputFile extends OutputStream {

    private final FileChannel channel;
    private boolean keepsOld;

    private OutputFile(FileChannel channel, boolean keepsOld) {
        this.channel = channel;
        this.keepsOld = keepsOld;
    }

    /** Opens the file, and creates it if it does not exist. */
    static OutputFile open(Path file) throws IOException {
        PrivateFile.createIfMissing(file);
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        // A pipe or a device has no old content and cannot be truncated.
        return new OutputFile(channel, Files.isRegularFile(file));
    }

    /** Deletes the old content of the file, at the first call only. */
    void truncateOnce() throws IOException {
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
        truncateOnce();
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
