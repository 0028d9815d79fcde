package io.github.siocli.expression;

import io.github.siocli.json.Json;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The functions of expressions. */
enum Function {
    /** The digits of bytes, or of the UTF-8 bytes of a text. */
    HEX(1, 1),
    /** The Base64 of bytes, or of the UTF-8 bytes of a text. */
    BASE64(1, 1),
    /** A whole number between two others, both included. */
    RANDOM(2, 2),
    /** The sum of numbers; a missing one counts as 0. */
    SUM(1, Integer.MAX_VALUE),
    /** One of the arguments, or of the elements of the only argument. */
    PICK(1, Integer.MAX_VALUE);

    private static final Pattern CALL = Pattern.compile("\\$?(hex|base64|random|sum|pick)\\(");
    /** Larger numbers are not exact in JavaScript. */
    private static final long MAX_NUMBER = 1L << 53;

    private final int minArguments;
    private final int maxArguments;

    /**
     * The beginning of a call in a text.
     *
     * @param end index behind the opening parenthesis
     */
    record Match(Function function, int end) {}

    Function(int minArguments, int maxArguments) {
        this.minArguments = minArguments;
        this.maxArguments = maxArguments;
    }

    /** Returns the call that begins at an index, with or without a dollar sign. */
    static Optional<Match> at(String text, int from) {
        Matcher call = CALL.matcher(text).region(from, text.length());
        return call.lookingAt()
                ? Optional.of(new Match(valueOf(call.group(1).toUpperCase(Locale.ROOT)), call.end()))
                : Optional.empty();
    }

    /** Returns the name as it is written. */
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns true if the function takes this number of arguments. */
    boolean takes(int count) {
        return count >= minArguments && count <= maxArguments;
    }

    /** Calls the function. */
    Value call(List<Value> arguments, RandomGenerator random) {
        return switch (this) {
            case HEX ->
                Value.text(HexFormat.of().formatHex(small(arguments.get(0).toBytes())));
            case BASE64 ->
                Value.text(Base64.getEncoder()
                        .encodeToString(small(arguments.get(0).toBytes())));
            case RANDOM -> random(number(arguments.get(0)), number(arguments.get(1)), random);
            case SUM -> sum(arguments);
            case PICK -> pick(arguments.size() == 1 ? arguments.get(0).elements() : arguments, random);
        };
    }

    private static byte[] small(byte[] bytes) {
        if (bytes.length > Value.LIMIT / 2) {
            throw EvaluationException.tooLarge();
        }
        return bytes;
    }

    private static Value random(long min, long max, RandomGenerator random) {
        return Value.number(random.nextLong(Math.min(min, max), Math.max(min, max) + 1));
    }

    private static long number(Value value) {
        if (value.json().kind() == Json.Kind.NUMBER) {
            double number = Double.parseDouble(value.json().text());
            if (number == Math.rint(number) && Math.abs(number) <= MAX_NUMBER) {
                return (long) number;
            }
        }
        throw new EvaluationException("random takes whole numbers, not " + value.type());
    }

    private static Value sum(List<Value> numbers) {
        double sum = 0;
        for (Value number : numbers) {
            if (number.json().kind() != Json.Kind.NUMBER && number.json().kind() != Json.Kind.NULL) {
                throw new EvaluationException("sum takes numbers, not " + number.type());
            }
            sum += number.json().kind() == Json.Kind.NULL
                    ? 0
                    : Double.parseDouble(number.json().text());
        }
        if (Double.isInfinite(sum) || Double.isNaN(sum)) {
            throw new EvaluationException("the sum is too large");
        }
        return sum == Math.rint(sum) && Math.abs(sum) <= MAX_NUMBER
                ? Value.number((long) sum)
                : Value.of(Json.literal(Double.toString(sum)));
    }

    private static Value pick(List<Value> values, RandomGenerator random) {
        return values.isEmpty() ? Value.NOTHING : values.get(random.nextInt(values.size()));
    }
}
