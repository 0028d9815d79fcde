package io.github.siocli.render;

/** Shortens the ids of clients for users. */
public final class ClientIds {

    static final int SHOWN = 6;

    private ClientIds() {}

    /**
     * Returns the first characters of an id, which are enough to distinguish the clients of a server. On Engine.IO 3
     * the id begins with the namespace and a {@code #}, which are left out.
     */
    public static String shorten(String sid) {
        String own = sid.substring(sid.lastIndexOf('#') + 1);
        return own.substring(0, Math.min(SHOWN, own.length()));
    }

    /**
     * Returns true if an id begins with a prefix. Ids of Engine.IO 3 may have a namespace and {@code #} before them,
     * which the prefix may omit.
     */
    public static boolean hasPrefix(String sid, String prefix) {
        return sid.startsWith(prefix) || sid.substring(sid.lastIndexOf('#') + 1).startsWith(prefix);
    }
}
