package io.github.siocli.render;

/** How ids of clients are shown to people. */
public final class ClientIds {

    private static final int SHOWN = 6;

    private ClientIds() {}

    /**
     * The beginning of an id, which names a client among those of a server. In Engine.IO 3 the namespace stands before it.
     */
    public static String shown(String sid) {
        String own = sid.substring(sid.lastIndexOf('#') + 1);
        return own.substring(0, Math.min(SHOWN, own.length()));
    }
}
