package io.github.siocli.net.websocket;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * SHA-1 (RFC 3174) of a short text. The opening handshake uses it as a checksum, not for security. The JDK's
 * implementation first initializes all security providers, which takes a tenth of the time of a one-shot command.
 */
final class Sha1 {

    private static final int BLOCK = 64;
    private static final int LENGTH = 8;

    private final int[] state = {0x67452301, 0xEFCDAB89, 0x98BADCFE, 0x10325476, 0xC3D2E1F0};
    private final int[] words = new int[80];

    private Sha1() {}

    /** Returns the digest, which has 20 bytes. */
    static byte[] of(byte[] message) {
        int blocks = (message.length + 1 + LENGTH + BLOCK - 1) / BLOCK;
        ByteBuffer padded = ByteBuffer.wrap(Arrays.copyOf(message, blocks * BLOCK));
        padded.put(message.length, (byte) 0x80);
        padded.putLong(blocks * BLOCK - LENGTH, 8L * message.length);
        Sha1 sha1 = new Sha1();
        for (int i = 0; i < blocks; i++) {
            sha1.block(padded);
        }
        ByteBuffer digest = ByteBuffer.allocate(20);
        digest.asIntBuffer().put(sha1.state);
        return digest.array();
    }

    private void block(ByteBuffer message) {
        for (int t = 0; t < 16; t++) {
            words[t] = message.getInt();
        }
        for (int t = 16; t < 80; t++) {
            words[t] = Integer.rotateLeft(words[t - 3] ^ words[t - 8] ^ words[t - 14] ^ words[t - 16], 1);
        }
        int a = state[0];
        int b = state[1];
        int c = state[2];
        int d = state[3];
        int e = state[4];
        for (int t = 0; t < 80; t++) {
            int next = Integer.rotateLeft(a, 5) + mixed(t, b, c, d) + e + words[t];
            e = d;
            d = c;
            c = Integer.rotateLeft(b, 30);
            b = a;
            a = next;
        }
        state[0] += a;
        state[1] += b;
        state[2] += c;
        state[3] += d;
        state[4] += e;
    }

    /** Returns the function of a round plus its constant. */
    private static int mixed(int t, int b, int c, int d) {
        return switch (t / 20) {
            case 0 -> (b & c | ~b & d) + 0x5A827999;
            case 1 -> (b ^ c ^ d) + 0x6ED9EBA1;
            case 2 -> (b & c | b & d | c & d) + 0x8F1BBCDC;
            default -> (b ^ c ^ d) + 0xCA62C1D6;
        };
    }
}
