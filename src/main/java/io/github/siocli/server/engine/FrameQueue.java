package io.github.siocli.server.engine;

import io.github.siocli.protocol.engineio.EngineFrame;
import java.util.ArrayList;
import java.util.List;

/** Frames that wait until their session can send them. */
final class FrameQueue {

    private List<EngineFrame> frames = new ArrayList<>();
    private long size;

    void add(EngineFrame frame) {
        frames.add(frame);
        size += frame.size();
    }

    boolean isEmpty() {
        return frames.isEmpty();
    }

    /** Returns the approximate number of bytes. */
    long size() {
        return size;
    }

    /** Removes and returns all frames. */
    List<EngineFrame> take() {
        List<EngineFrame> taken = frames;
        clear();
        return taken;
    }

    void clear() {
        frames = new ArrayList<>();
        size = 0;
    }
}
