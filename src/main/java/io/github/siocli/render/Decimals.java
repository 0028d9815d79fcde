package io.github.siocli.render;

/** Formats numbers in messages, independent of the locale. */
final class Decimals {

    private Decimals() {}

    /**
     * Appends a rounded number without trailing zeros.
     *
     * @param amount the number, in any unit
     * @param step value of one unit of the last decimal place, in the unit of {@code amount}
     * @param decimals largest number of decimal places
     */
    static void append(StringBuilder out, long amount, long step, int decimals) {
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

    /** Appends a number with commas between groups of three digits. */
    static void appendGrouped(StringBuilder out, long count) {
        int from = out.length();
        out.append(count);
        for (int comma = out.length() - 3; comma > from; comma -= 3) {
            out.insert(comma, ',');
        }
    }
}
