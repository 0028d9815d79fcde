package io.github.siocli.protocol.msgpack;

import io.github.siocli.protocol.socketio.UnencodableException;
import java.math.BigDecimal;
import java.math.MathContext;

/**
 * Writes JSON numbers as msgpack numbers: signed or unsigned 64-bit integers, or doubles.
 *
 * <p>A number is never altered silently: it must be such an integer, or equal a double that is rounded to the digits
 * that were written.
 */
final class MsgpackNumbers {

    private static final int MOST_DIGITS = 1100;
    private static final int SHOWN = 40;

    private MsgpackNumbers() {}

    static void write(String text, MsgpackOutput out) throws UnencodableException {
        boolean whole = text.chars().allMatch(c -> c == '-' || c >= '0' && c <= '9');
        if (whole && !text.equals("-0")) {
            try {
                if (text.charAt(0) == '-') {
                    out.integer(Long.parseLong(text));
                } else {
                    long number = Long.parseUnsignedLong(text);
                    if (number >= 0) {
                        out.integer(number);
                    } else {
                        out.unsigned(number);
                    }
                }
                return;
            } catch (NumberFormatException tooLarge) {
                // A double may represent it.
            }
        }
        double number = Double.parseDouble(text);
        if (!isExactEnough(text, number)) {
            throw new UnencodableException(
                    "the number " + (text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text),
                    "msgpack supports only 64-bit integers and doubles");
        }
        out.floating(number);
    }

    private static boolean isExactEnough(String text, double number) {
        if (!Double.isFinite(number) || text.length() > MOST_DIGITS) {
            return false;
        }
        try {
            BigDecimal written = new BigDecimal(text);
            if (number == 0) {
                return written.signum() == 0;
            }
            BigDecimal held = new BigDecimal(number).round(new MathContext(written.precision()));
            // Before JDK 19 the last digit of Double.toString may not be the nearest one.
            return held.compareTo(written) == 0 || new BigDecimal(Double.toString(number)).compareTo(written) == 0;
        } catch (NumberFormatException | ArithmeticException exponentTooLarge) {
            return false;
        }
    }
}
