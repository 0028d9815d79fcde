package io.github.siocli.client.engine;

import java.util.Optional;
import okio.Buffer;

/** The polling side of an Engine.IO 3 session. Any thread may call. */
final class PollingState {

    private final PostQueue posts;
    private final Buffer leftover;

    /**
     * Creates the state of a session that has just been opened.
     *
     * @param posts its POST requests
     * @param leftover packets that followed the handshake in the same payload; kept for the first poll, because the
     *     library cannot process them before the handshake
     */
    PollingState(PostQueue posts, Buffer leftover) {
        this.posts = posts;
        this.leftover = leftover;
    }

    PostQueue posts() {
        return posts;
    }

    /** Returns the packets for the first poll, once. */
    synchronized Optional<Buffer> takeLeftover() {
        if (leftover.exhausted()) {
            return Optional.empty();
        }
        Buffer result = new Buffer();
        result.write(leftover, leftover.size());
        return Optional.of(result);
    }
}
