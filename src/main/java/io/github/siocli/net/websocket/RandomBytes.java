package io.github.siocli.net.websocket;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.SecureRandom;

/**
 * Reads random bytes from the operating system. The JDK's generator uses the same source, but needs some 20
 * milliseconds to initialize.
 */
final class RandomBytes {

    private static final String SOURCE = "/dev/urandom";

    private RandomBytes() {}

    /** Returns cryptographically strong random bytes. Any thread may call. */
    static byte[] bytes(int count) {
        try (InputStream source = new FileInputStream(SOURCE)) {
            byte[] bytes = source.readNBytes(count);
            if (bytes.length == count) {
                return bytes;
            }
        } catch (IOException none) {
            // This system has no such file.
        }
        byte[] bytes = new byte[count];
        new SecureRandom().nextBytes(bytes);
        return bytes;
    }
}
