package io.github.siocli.net.engineio;

import java.util.OptionalInt;

/** The Engine.IO generation of a server, as far as a session knows it from its connections. Any thread may call. */
public final class ServerGeneration {

    private final int first;
    private final boolean isForced;
    private volatile int next;
    private volatile boolean answersEio4WithEio3;

    /** Creates the knowledge about a server whose generation is to be detected. */
    public ServerGeneration() {
        this(4, false);
    }

    /**
     * Creates the knowledge about a server whose generation the user requires.
     *
     * @param forced the generation to speak, 3 or 4
     */
    public ServerGeneration(int forced) {
        this(forced, true);
    }

    private ServerGeneration(int first, boolean isForced) {
        this.first = first;
        this.isForced = isForced;
        this.next = first;
    }

    /** Returns the generation that the user requires; empty to detect it. */
    OptionalInt forced() {
        return isForced ? OptionalInt.of(first) : OptionalInt.empty();
    }

    /** Returns the generation to request first: the one that the server spoke last. */
    public int next() {
        return next;
    }

    /** Requests Engine.IO 3 in the next handshake. */
    void useEio3() {
        next = 3;
    }

    /** Forgets what the server spoke last. */
    void useDefault() {
        next = first;
    }

    /** Returns true if the server has answered a handshake for Engine.IO 4 with one of Engine.IO 3. */
    boolean answersEio4WithEio3() {
        return answersEio4WithEio3;
    }

    /** Notes that the server has answered a handshake for Engine.IO 4 with one of Engine.IO 3. */
    void markAnswersEio4WithEio3() {
        answersEio4WithEio3 = true;
    }
}
