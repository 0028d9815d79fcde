package io.github.siocli.json;

/** Tests the key of a member. */
@FunctionalInterface
public interface KeyTest {

    /** Returns true if the key, which is UTF-8 between two indexes, without quotes and escapes, is one of those looked for. */
    boolean matches(byte[] utf8, int from, int to);
}
