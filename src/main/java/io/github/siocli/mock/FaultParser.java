package io.github.siocli.mock;

import io.github.siocli.command.option.DurationReader;
import io.github.siocli.command.option.UsageErrors;
import io.github.siocli.event.FailureException;
import io.github.siocli.server.fault.DurationRange;
import io.github.siocli.server.fault.Fault;
import io.github.siocli.server.fault.Fault.Kind;
import java.time.Duration;

/** Parses the faults of rules and of {@code --chaos}. */
final class FaultParser {

    private static final String BETWEEN = "..";

    private FaultParser() {}

    /** Returns true if the fault needs a time or a close code. */
    static boolean takesArgument(Kind kind) {
        return kind == Kind.CLOSE || kind == Kind.DELAY || kind == Kind.LATE_ACK;
    }

    /**
     * Parses a fault.
     *
     * @param label name of the fault in messages
     * @param argument the time or the close code; ignored if the fault takes none
     * @throws FailureException if the argument is invalid
     */
    static Fault parse(Kind kind, String label, String argument) throws FailureException {
        return switch (kind) {
            case CLOSE -> new Fault(kind, DurationRange.of(Duration.ZERO), closeCode(argument));
            case DELAY, LATE_ACK -> new Fault(kind, duration(label, argument), 0);
            default -> Fault.of(kind);
        };
    }

    /**
     * Parses a duration or a range: {@code 2s}, {@code 100ms..2s}.
     *
     * @param label name of the setting in messages
     * @throws FailureException if the text is invalid
     */
    static DurationRange duration(String label, String text) throws FailureException {
        int between = text.indexOf(BETWEEN);
        if (between < 0) {
            return DurationRange.of(DurationReader.parse(label, text));
        }
        Duration min = DurationReader.parse(label, text.substring(0, between));
        Duration max = DurationReader.parse(label, text.substring(between + BETWEEN.length()));
        if (max.compareTo(min) < 0) {
            throw UsageErrors.error(label + " has its limits in the wrong order: " + text, "100ms..2s");
        }
        return new DurationRange(min, max);
    }

    /** Parses a close code that a websocket can send (RFC 6455, section 7.4). */
    private static int closeCode(String text) throws FailureException {
        int code = text.matches("[1-4]\\d{3}") ? Integer.parseInt(text) : 0;
        if (code >= 1000 && code <= 1003 || code >= 1007 && code <= 1014 || code >= 3000) {
            return code;
        }
        throw UsageErrors.error(
                "\"" + text + "\" is not a close code that can be sent",
                "1000 to 1003, 1007 to 1014, or 3000 to 4999, such as 1011");
    }
}
