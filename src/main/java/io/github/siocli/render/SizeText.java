package io.github.siocli.render;

import io.github.siocli.text.Utf8Builder;

/** Formats numbers of bytes for users: 950 bytes, 1.2 KiB, 3.4 MiB. */
public final class SizeText {

    private static final String[] UNITS = {" KiB", " MiB", " GiB", " TiB"};

    private SizeText() {}

    /** Returns the number of bytes, rounded to one decimal place from 1 KiB on. */
    public static String text(long bytes) {
        Utf8Builder text = new Utf8Builder(12);
        append(text, bytes);
        return text.toString();
    }

    static void append(Utf8Builder out, long bytes) {
        if (bytes < 1024) {
            out.append(bytes).append(bytes == 1 ? " byte" : " bytes");
            return;
        }
        int unit = 0;
        long hundredths = bytes * 100 / 1024;
        // A value that rounds to 1024 of a unit is shown as 1 of the next unit.
        while (hundredths >= 102_395 && unit < UNITS.length - 1) {
            hundredths /= 1024;
            unit++;
        }
        Decimals.append(out, hundredths, 10, 1);
        out.append(UNITS[unit]);
    }
}
