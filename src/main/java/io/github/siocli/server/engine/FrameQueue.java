package io.github.siocli.server.engine;

import io.github.siocli.protocol.engineio.EngineFrame;
import java.util.ArrayList;
import java.util.List;

/** The frames that wait until their session can send them. */
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

    /** About the number of bytes that they take. */
    long size() {
        return size;
    }

    /** All of them, which do not wait any more. */
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
