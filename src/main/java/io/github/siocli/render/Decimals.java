package io.github.siocli.render;

import io.github.siocli.text.Utf8Builder;

/** Formats numbers in messages, independent of the locale. */
public final class Decimals {

    private static final int GROUP = 1_000;

    private Decimals() {}

    /**
     * Appends a rounded number without trailing zeros.
     *
     * @param amount the number, in any unit
     * @param step value of one unit of the last decimal place, in the unit of {@code amount}
     * @param decimals largest number of decimal places
     */
    static void append(Utf8Builder out, long amount, long step, int decimals) {
        long rounded = amount / step + (amount % step * 2 >= step ? 1 : 0);
        long scale = 1;
        for (int i = 0; i < decimals; i++) {
            scale *= 10;
        }
        out.append(rounded / scale);
        long rest = rounded % scale;
        if (rest > 0) {
            out.append('.');
        }
        while (rest > 0) {
            scale /= 10;
            out.append(rest / scale);
            rest %= scale;
        }
    }

    /** Returns a number and a noun, which is given in the singular and forms its plural with an s. */
    public static String counted(long number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }

    /** Returns a number with commas between groups of three digits. */
    public static String grouped(long count) {
        Utf8Builder text = new Utf8Builder(12);
        appendGrouped(text, count);
        return text.toString();
    }

    /** Appends a number with commas between groups of three digits. */
    static void appendGrouped(Utf8Builder out, long count) {
        if (count < GROUP) {
            out.append(count);
            return;
        }
        appendGrouped(out, count / GROUP);
        long last = count % GROUP;
        out.append(last < 10 ? ",00" : last < 100 ? ",0" : ",").append(last);
    }
}
