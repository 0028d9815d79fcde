package io.github.siocli.net.websocket;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Locale;

/**
 * Reads the body of a response that refuses the websocket. It is shown to users, so a part of it is better than none.
 */
final class ResponseBodyReader {

    private static final int LIMIT = 64 << 10;
    private static final int MAX_CHUNK_LINE = 256;

    private final ByteInput in;
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private final byte[] piece = new byte[4096];

    private ResponseBodyReader(ByteInput in) {
        this.in = in;
    }

    /** Returns the body, or its beginning if it is large, cut off, or framed incorrectly (RFC 9112, 6.3). */
    static byte[] read(ResponseHead head, ByteInput in) {
        ResponseBodyReader reader = new ResponseBodyReader(in);
        try {
            if (head.status() == 204 || head.status() == 304) {
                return new byte[0];
            }
            if (head.field("Transfer-Encoding").toLowerCase(Locale.ROOT).endsWith("chunked")) {
                reader.readChunks();
            } else {
                reader.readUpTo(length(head.field("Content-Length")));
            }
        } catch (IOException broken) {
            // Returns the part that arrived.
        }
        return reader.body.toByteArray();
    }

    private static long length(String field) {
        try {
            return Long.parseLong(field);
        } catch (NumberFormatException untilTheEnd) {
            return Long.MAX_VALUE;
        }
    }

    private void readUpTo(long length) throws IOException {
        long left = Math.min(length, LIMIT - body.size());
        while (left > 0) {
            int read = in.read(piece, 0, (int) Math.min(left, piece.length));
            body.write(piece, 0, read);
            left -= read;
        }
    }

    private void readChunks() throws IOException {
        for (long size = chunkSize(); size > 0 && body.size() < LIMIT; size = chunkSize()) {
            readUpTo(size);
            if (body.size() < LIMIT) {
                line();
            }
        }
    }

    /** Returns the size of the next chunk; zero for the last chunk, and if the size is malformed. */
    private long chunkSize() throws IOException {
        String line = line();
        int extension = line.indexOf(';');
        try {
            return Long.parseLong((extension < 0 ? line : line.substring(0, extension)).strip(), 16);
        } catch (NumberFormatException noSize) {
            return 0;
        }
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int b = in.read(); b != '\n' && line.length() < MAX_CHUNK_LINE; b = in.read()) {
            line.append((char) b);
        }
        return line.toString();
    }
}
