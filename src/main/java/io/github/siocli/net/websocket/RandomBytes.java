package io.github.siocli.net.websocket;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.SecureRandom;

/**
 * Where keys come from: the source of the operating system, which the JDK's own reads too, after some 20 milliseconds of
 * setting itself up.
 */
final class RandomBytes {

    private static final String SOURCE = "/dev/urandom";

    private RandomBytes() {}

    /** Random bytes that nobody can predict. Any thread may call. */
    static byte[] bytes(int count) {
        try (InputStream source = new FileInputStream(SOURCE)) {
            byte[] bytes = source.readNBytes(count);
            if (bytes.length == count) {
                return bytes;
            }
        } catch (IOException none) {
            // A system without that file.
        }
        byte[] bytes = new byte[count];
        new SecureRandom().nextBytes(bytes);
        return bytes;
    }
}
