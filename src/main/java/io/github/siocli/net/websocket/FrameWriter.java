package io.github.siocli.net.websocket;

import static io.github.siocli.net.websocket.FrameObserver.FrameDirection.OUT;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Writes frames (RFC 6455, 5). A frame of up to 64 KiB takes one write to the socket; frames between {@link #gather}
 * and {@link #flush} share one. Any thread may call, and waits until its frame is written; closing the socket ends the
 * wait.
 */
final class FrameWriter {

    private static final int LAST = 0x80;
    private static final int MASKED = 0x80;
    private static final int HEADER = 14;
    private static final int SMALL = 4 << 10;
    private static final int LARGE = 64 << 10;

    private final FrameObserver observer;
    private final Runnable onBroken;
    private final AtomicLong queued = new AtomicLong();
    private final ReentrantLock lock = new ReentrantLock();
    private ByteBuffer buffer = ByteBuffer.allocate(SMALL);
    private final MaskKeys keys = new MaskKeys();
    /** Null until the websocket opens. */
    private @Nullable OutputStream out;

    private boolean broken;
    private int bufferedBytes;
    private long bufferedPayload;
    /** Null if no thread collects frames. */
    private volatile @Nullable Thread gatherer;
    /** The close frame that was sent or is sent when the websocket opens; null if there is none. */
    private @Nullable CloseFrame closeFrame;

    /**
     * Creates a writer. It cannot write before {@link #open}.
     *
     * @param onBroken called once, when a write to the socket fails
     */
    FrameWriter(FrameObserver observer, Runnable onBroken) {
        this.observer = observer;
        this.onBroken = onBroken;
    }

    /** Starts writing to an open websocket, with a pending close frame first. */
    void open(OutputStream opened) {
        lock.lock();
        try {
            out = opened;
            if (closeFrame != null) {
                writeClose(closeFrame);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Sends a frame. Returns false if the websocket is not open, closing or broken. */
    boolean send(Opcode opcode, byte[] payload) {
        long left = payload.length;
        queued.addAndGet(left);
        lock.lock();
        try {
            if (out == null || broken || closeFrame != null) {
                queued.addAndGet(-left);
                return false;
            }
            observer.frame(OUT, opcode, true, payload.length);
            observer.sent(opcode, payload);
            return write(opcode, payload, gatherer == Thread.currentThread());
        } finally {
            lock.unlock();
        }
    }

    /**
     * Sends a close frame now or when the websocket opens, and no frame after it. Returns false if one was sent before.
     */
    boolean close(CloseFrame frame) {
        lock.lock();
        try {
            if (broken || closeFrame != null) {
                return false;
            }
            closeFrame = frame;
            return out == null || writeClose(frame);
        } finally {
            lock.unlock();
        }
    }

    /** Returns the number of payload bytes that wait to be written or are collected. */
    long queuedBytes() {
        return queued.get();
    }

    /** Runs a task if no thread is writing, and blocks writers meanwhile. Otherwise does nothing. */
    void runIfIdle(Runnable task) {
        if (lock.tryLock()) {
            try {
                task.run();
            } finally {
                lock.unlock();
            }
        }
    }

    /**
     * Collects the frames that the calling thread sends from now on, until it calls {@link #flush}, because it will
     * send more of them. A frame of another thread is written together with the collected ones.
     */
    void gather() {
        gatherer = Thread.currentThread();
    }

    /** Writes the collected frames, unless the socket is broken. Any thread may call. */
    void flush() {
        if (gatherer == null) {
            return;
        }
        lock.lock();
        try {
            gatherer = null;
            if (!broken) {
                writeBuffered();
            }
        } finally {
            lock.unlock();
        }
    }

    private boolean writeClose(CloseFrame frame) {
        observer.close(OUT, frame.code(), frame.reason());
        byte[] payload = frame.payload();
        queued.addAndGet(payload.length);
        return write(Opcode.CLOSE, payload, false);
    }

    /** Writes or collects one frame. Its payload counts as queued until the socket accepts it. */
    private boolean write(Opcode opcode, byte[] payload, boolean hold) {
        reserve(payload.length, hold);
        if (bufferedBytes + HEADER + payload.length > buffer.capacity() && !writeBuffered()) {
            queued.addAndGet(-payload.length);
            return false;
        }
        int key = keys.next();
        header(opcode, payload.length, key);
        int done = 0;
        while (true) {
            int piece = Math.min(payload.length - done, buffer.capacity() - bufferedBytes & ~7);
            System.arraycopy(payload, done, buffer.array(), bufferedBytes, piece);
            mask(bufferedBytes, piece, key);
            bufferedBytes += piece;
            bufferedPayload += piece;
            done += piece;
            if (done == payload.length) {
                return hold || writeBuffered();
            }
            if (!writeBuffered()) {
                queued.addAndGet(done - payload.length);
                return false;
            }
        }
    }

    private boolean writeBuffered() {
        int bytes = bufferedBytes;
        bufferedBytes = 0;
        try {
            if (bytes > 0) {
                out.write(buffer.array(), 0, bytes);
            }
            return true;
        } catch (IOException gone) {
            // Keeps the socket open: data that the server sent before can still be read, and explains the failure
            // better.
            broken = true;
            onBroken.run();
            return false;
        } finally {
            queued.addAndGet(-bufferedPayload);
            bufferedPayload = 0;
        }
    }

    /** Enlarges the buffer only when it is needed: most websockets send little. */
    private void reserve(int length, boolean hold) {
        if (buffer.capacity() < LARGE && (hold || HEADER + length > buffer.capacity())) {
            ByteBuffer larger = ByteBuffer.allocate(LARGE);
            System.arraycopy(buffer.array(), 0, larger.array(), 0, bufferedBytes);
            buffer = larger;
        }
    }

    private void header(Opcode opcode, int length, int key) {
        buffer.clear().position(bufferedBytes).put((byte) (LAST | opcode.code()));
        if (length < 126) {
            buffer.put((byte) (MASKED | length));
        } else if (length < 1 << 16) {
            buffer.put((byte) (MASKED | 126)).putShort((short) length);
        } else {
            buffer.put((byte) (MASKED | 127)).putLong(length);
        }
        bufferedBytes = buffer.putInt(key).position();
    }

    /** Masks eight bytes at a time. The first of them is masked with the first byte of the key. */
    private void mask(int start, int length, int key) {
        long twice = (long) key << 32 | key & 0xffffffffL;
        int end = start + length;
        int i = start;
        for (; i + Long.BYTES <= end; i += Long.BYTES) {
            buffer.putLong(i, buffer.getLong(i) ^ twice);
        }
        for (int shift = 56; i < end; i++, shift -= 8) {
            buffer.put(i, (byte) (buffer.get(i) ^ twice >> shift));
        }
    }
}
