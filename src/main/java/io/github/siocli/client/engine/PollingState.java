package io.github.siocli.client.engine;

import java.util.Optional;
import okio.Buffer;

/** The polling side of an Engine.IO 3 session. Any thread may call. */
final class PollingState {

    private final PostQueue posts;
    private final Buffer behind;

    /**
     * Creates the state of a session that has just been opened.
     *
     * @param posts its POST requests
     * @param behind packets that followed the handshake in the same payload; kept for the first poll, because the
     *     library cannot process them before the handshake
     */
    PollingState(PostQueue posts, Buffer behind) {
        this.posts = posts;
        this.behind = behind;
    }

    PostQueue posts() {
        return posts;
    }

    /** Returns the packets for the first poll, once. */
    synchronized Optional<Buffer> takeBehind() {
        if (behind.exhausted()) {
            return Optional.empty();
        }
        Buffer taken = new Buffer();
        taken.write(behind, behind.size());
        return Optional.of(taken);
    }
}
