package io.github.siocli.render;

/** Numbers in prose, the same in every locale. */
final class Decimals {

    private Decimals() {}

    /**
     * Appends a rounded number without the zeros at its end.
     *
     * @param amount the number, in units of its own
     * @param step what one unit of the last decimal is worth
     * @param decimals number of decimals at most
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

    /** Appends a count with commas between the thousands. */
    static void appendGrouped(StringBuilder out, long count) {
        int from = out.length();
        out.append(count);
        for (int comma = out.length() - 3; comma > from; comma -= 3) {
            out.insert(comma, ',');
        }
    }
}
