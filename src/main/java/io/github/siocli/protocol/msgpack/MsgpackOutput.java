package io.github.siocli.protocol.msgpack;

import java.util.Arrays;

/** Builds a message. Uses the shortest form of each value. */
final class MsgpackOutput {

    private byte[] bytes = new byte[256];
    private int size;

    byte[] toBytes() {
        return Arrays.copyOf(bytes, size);
    }

    void write(int value) {
        grow(1);
        bytes[size++] = (byte) value;
    }

    private void write(byte[] data, int from, int to) {
        grow(to - from);
        System.arraycopy(data, from, bytes, size, to - from);
        size += to - from;
    }

    /** Writes the lowest bytes of a number, big-endian. */
    void write(long value, int count) {
        for (int shift = count * 8 - 8; shift >= 0; shift -= 8) {
            write((int) (value >> shift));
        }
    }

    void integer(long value) {
        if (value >= -0x20 && value <= 0x7f) {
            write((int) value);
        } else if (value >= 0) {
            unsigned(value);
        } else {
            int power = value >= Byte.MIN_VALUE ? 0 : value >= Short.MIN_VALUE ? 1 : value >= Integer.MIN_VALUE ? 2 : 3;
            write(0xd0 + power);
            write(value, 1 << power);
        }
    }

    /** Writes an unsigned integer of up to 64 bits. */
    void unsigned(long value) {
        int power = value < 0 ? 3 : value <= 0xff ? 0 : value <= 0xffff ? 1 : value <= 0xffff_ffffL ? 2 : 3;
        write(0xcc + power);
        write(value, 1 << power);
    }

    void floating(double value) {
        write(0xcb);
        write(Double.doubleToLongBits(value), 8);
    }

    /** Writes the text between two indexes. */
    void text(byte[] utf8, int from, int to) {
        int length = to - from;
        if (length <= 0x1f) {
            write(0xa0 | length);
        } else {
            length(0xd9, length);
        }
        write(utf8, from, to);
    }

    void binary(byte[] data) {
        length(0xc4, data.length);
        write(data, 0, data.length);
    }

    private void length(int shortest, int length) {
        int power = length <= 0xff ? 0 : length <= 0xffff ? 1 : 2;
        write(shortest + power);
        write(length, 1 << power);
    }

    void array(int count) {
        container(0x90, 0xdc, count);
    }

    void map(int count) {
        container(0x80, 0xde, count);
    }

    private void container(int shortest, int longer, int count) {
        if (count <= 0x0f) {
            write(shortest | count);
        } else {
            int power = count <= 0xffff ? 0 : 1;
            write(longer + power);
            write(count, 2 << power);
        }
    }

    private void grow(int more) {
        if (more > bytes.length - size) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, Math.addExact(size, more)));
        }
    }
}
