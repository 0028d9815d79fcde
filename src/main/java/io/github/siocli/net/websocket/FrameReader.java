package io.github.siocli.net.websocket;

import static io.github.siocli.net.websocket.CloseFrame.PROTOCOL_ERROR;
import static io.github.siocli.net.websocket.FrameObserver.FrameDirection.IN;

import java.io.IOException;
import java.util.Arrays;

/** Reads frames and assembles messages (RFC 6455, 5). For one thread. */
final class FrameReader {

    /** The kind of data that was read. */
    enum DataKind {
        /** A frame, which the receiver has got. */
        FRAME,
        /** A close frame, which is the last frame. */
        CLOSE,
        /** No frame: an HTTP response begins in its place. */
        HTTP
    }

    /** Gets the messages and control frames. */
    interface WebSocketReceiver {

        void text(byte[] utf8);

        void binary(byte[] message);

        void ping(byte[] payload);

        void pong(byte[] payload);

        void close(CloseFrame frame);
    }

    private static final int RESERVED_BITS = 0x70;
    private static final int FIRST_OF_HTTP = 'H';
    private static final int MAX_CONTROL = 125;
    private static final Opcode[] OPCODES = new Opcode[16];

    static {
        for (Opcode opcode : Opcode.values()) {
            OPCODES[opcode.code()] = opcode;
        }
    }

    private final ByteInput in;
    private final int limit;
    private final FrameObserver observer;
    private final WebSocketReceiver receiver;
    private final MessageBuffer message = new MessageBuffer();
    /** The opcode of the message whose fragments have arrived; CONTINUATION if there is none. */
    private Opcode fragmented = Opcode.CONTINUATION;

    FrameReader(ByteInput in, int limit, FrameObserver observer, WebSocketReceiver receiver) {
        this.in = in;
        this.limit = limit;
        this.observer = observer;
        this.receiver = receiver;
    }

    /**
     * Reads the next frame.
     *
     * @throws ProtocolViolationException if the frame breaks a rule of RFC 6455
     */
    DataKind next() throws IOException {
        in.require(2);
        int first = in.buffer()[in.position()] & 0xff;
        int second = in.buffer()[in.position() + 1] & 0xff;
        if ((first & RESERVED_BITS) != 0) {
            // Some servers open a websocket and refuse it afterwards with an HTTP response on the same connection.
            if (first == FIRST_OF_HTTP && ResponseHead.isNext(in)) {
                return DataKind.HTTP;
            }
            throw violation("a frame with reserved bits that no extension defines");
        }
        Opcode opcode = OPCODES[first & 0x0f];
        if (opcode == null) {
            throw violation("a frame with the reserved opcode " + (first & 0x0f));
        }
        if ((second & 0x80) != 0) {
            throw violation("a masked frame, which only clients may send");
        }
        boolean last = (first & 0x80) != 0;
        if (opcode.code() >= Opcode.CLOSE.code()) {
            return readControl(opcode, last, second);
        }
        if ((opcode == Opcode.CONTINUATION) == (fragmented == Opcode.CONTINUATION)) {
            throw violation(
                    opcode == Opcode.CONTINUATION
                            ? "a continuation frame without a message"
                            : "a new message before the end of a fragmented one");
        }
        readData(opcode, last, readLength(second));
        return DataKind.FRAME;
    }

    private DataKind readControl(Opcode opcode, boolean last, int length) throws IOException {
        if (!last) {
            throw violation("a fragmented control frame");
        }
        if (length > MAX_CONTROL) {
            throw violation("a control frame of more than 125 bytes");
        }
        in.skip(2);
        in.require(length);
        byte[] buffer = in.buffer();
        int position = in.position();
        in.skip(length);
        if (opcode == Opcode.CLOSE) {
            CloseFrame frame = CloseFrame.parse(buffer, position, length);
            observer.close(IN, frame.code(), frame.reason());
            receiver.close(frame);
            return DataKind.CLOSE;
        }
        observer.frame(IN, opcode, true, length);
        byte[] payload = Arrays.copyOfRange(buffer, position, position + length);
        observer.received(opcode, payload);
        if (opcode == Opcode.PING) {
            receiver.ping(payload);
        } else {
            receiver.pong(payload);
        }
        return DataKind.FRAME;
    }

    /** Reads the length of the payload, and skips the header. */
    private long readLength(int marker) throws IOException {
        if (marker <= MAX_CONTROL) {
            in.skip(2);
            return marker;
        }
        int bytes = marker == 126 ? 2 : 8;
        in.require(2 + bytes);
        long length = 0;
        for (int i = 0; i < bytes; i++) {
            length = length << 8 | in.buffer()[in.position() + 2 + i] & 0xff;
        }
        if (length < 0) {
            throw violation("a length of 64 bits");
        }
        if (length < (bytes == 2 ? 126 : 1 << 16)) {
            throw violation("a length that is not in its shortest form");
        }
        in.skip(2 + bytes);
        return length;
    }

    private void readData(Opcode opcode, boolean last, long length) throws IOException {
        if (length > limit - message.size()) {
            throw new ProtocolViolationException(
                    CloseFrame.TOO_LARGE,
                    "a message of " + (message.size() + length) + " bytes, more than the " + limit + " allowed");
        }
        observer.frame(IN, opcode, last, length);
        if (last && opcode != Opcode.CONTINUATION && length <= ByteInput.CAPACITY) {
            readSingleFrame(opcode, (int) length);
            return;
        }
        if (opcode != Opcode.CONTINUATION) {
            fragmented = opcode;
        }
        message.append(in, fragmented, (int) length);
        if (last) {
            Opcode kind = fragmented;
            fragmented = Opcode.CONTINUATION;
            deliver(kind, message.take(kind));
        }
    }

    /** Reads a message in one frame directly from the buffer, with one copy. */
    private void readSingleFrame(Opcode opcode, int length) throws IOException {
        in.require(length);
        byte[] buffer = in.buffer();
        int position = in.position();
        in.skip(length);
        if (opcode == Opcode.TEXT) {
            ProtocolViolationException.requireUtf8(buffer, position, position + length, 0);
        }
        deliver(opcode, Arrays.copyOfRange(buffer, position, position + length));
    }

    private void deliver(Opcode kind, byte[] bytes) {
        observer.received(kind, bytes);
        if (kind == Opcode.TEXT) {
            receiver.text(bytes);
        } else {
            receiver.binary(bytes);
        }
    }

    private static ProtocolViolationException violation(String problem) {
        return new ProtocolViolationException(PROTOCOL_ERROR, problem);
    }
}
