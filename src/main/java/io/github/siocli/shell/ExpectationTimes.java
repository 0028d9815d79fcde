package io.github.siocli.shell;

import io.github.siocli.command.option.DurationReader;
import io.github.siocli.event.FailureException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** The default times of expectations, which all clients share: the settings {@code within} and {@code quiet}. */
public final class ExpectationTimes {

    private static final Map<String, String> DEFAULTS = Map.of("within", "5s", "quiet", "500ms");

    private final Map<String, String> values = new LinkedHashMap<>();

    /** Returns true if a name is one of the settings. */
    static boolean isSetting(String name) {
        return DEFAULTS.containsKey(name);
    }

    /** Returns the settings that differ from their defaults. */
    Map<String, String> values() {
        return values;
    }

    /** Returns the value of a setting. */
    String value(String name) {
        return values.getOrDefault(name, DEFAULTS.get(name));
    }

    /**
     * Changes a setting; {@code off} resets it.
     *
     * @throws FailureException if the value is no duration
     */
    void set(String name, String value) throws FailureException {
        if (value.equals("off")) {
            values.remove(name);
        } else {
            DurationReader.parse(name, value);
            values.put(name, value);
        }
    }

    /** Returns the time in which something expected must come. */
    public Duration within() throws FailureException {
        return DurationReader.parse("within", value("within"));
    }

    /** Returns the time in which something must not come. */
    public Duration quiet() throws FailureException {
        return DurationReader.parse("quiet", value("quiet"));
    }
}
