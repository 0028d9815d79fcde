package io.github.siocli.client.engine;

import java.util.Optional;
import okio.Buffer;

/** What there is of a session over polling. Any thread may call. */
final class PollingState {

    private final PostQueue posts;
    private final Buffer behind;

    /**
     * A session that has just been opened.
     *
     * @param posts its POST requests
     * @param behind what came in one payload with the handshake; it is for the first poll, as nobody above can take it
     *     before the handshake
     */
    PollingState(PostQueue posts, Buffer behind) {
        this.posts = posts;
        this.behind = behind;
    }

    PostQueue posts() {
        return posts;
    }

    /** What is for the first poll, once. */
    synchronized Optional<Buffer> takeBehind() {
        if (behind.exhausted()) {
            return Optional.empty();
        }
        Buffer taken = new Buffer();
        taken.write(behind, behind.size());
        return Optional.of(taken);
    }
}
