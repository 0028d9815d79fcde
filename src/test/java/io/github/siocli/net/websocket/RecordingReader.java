package io.github.siocli.net.websocket;

import io.github.siocli.net.websocket.FrameReader.DataKind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntSupplier;
import okio.ByteString;

/** Reads a stream of frames to its end, and records messages and control frames as lines. */
final class RecordingReader implements FrameReader.WebSocketReceiver {

    private static final int LONG = 40;

    private final List<String> seen = new ArrayList<>();
    private long largest;

    private RecordingReader() {}

    /** Returns the lines for a stream. The last line describes how the stream ended. */
    static List<String> of(byte[] stream, int limit, IntSupplier sizes) {
        return read(stream, limit, sizes).seen;
    }

    static RecordingReader read(byte[] stream, int limit, IntSupplier sizes) {
        RecordingReader reading = new RecordingReader();
        FrameReader reader =
                new FrameReader(new ByteInput(new ChunkedInput(stream, sizes)), limit, FrameObserver.NONE, reading);
        try {
            DataKind next = DataKind.FRAME;
            while (next == DataKind.FRAME) {
                next = reader.next();
            }
            if (next == DataKind.HTTP) {
                reading.seen.add("HTTP");
            }
        } catch (ProtocolViolationException e) {
            reading.seen.add("failed " + e.closeCode() + " " + e.getMessage());
        } catch (IOException e) {
            reading.seen.add(e.getMessage());
        }
        return reading;
    }

    List<String> seen() {
        return seen;
    }

    /** Returns the size of the largest message in bytes. */
    long largest() {
        return largest;
    }

    @Override
    public void text(byte[] utf8) {
        largest = Math.max(largest, utf8.length);
        seen.add("text " + shortened(new String(utf8, StandardCharsets.UTF_8)));
    }

    @Override
    public void binary(byte[] message) {
        largest = Math.max(largest, message.length);
        seen.add("binary " + shortened(ByteString.of(message).hex()));
    }

    @Override
    public void ping(byte[] payload) {
        seen.add("ping " + shortened(ByteString.of(payload).hex()));
    }

    @Override
    public void pong(byte[] payload) {
        seen.add("pong " + shortened(ByteString.of(payload).hex()));
    }

    @Override
    public void close(CloseFrame frame) {
        seen.add("close " + frame.code() + " " + frame.reason());
    }

    /** Replaces a long text by its length and a hash. */
    static String shortened(String text) {
        return text.length() <= LONG ? text : text.length() + " chars, hash " + text.hashCode();
    }
}
