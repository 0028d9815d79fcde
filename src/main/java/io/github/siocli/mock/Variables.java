package io.github.siocli.mock;

import io.github.siocli.expression.Value;
import java.util.LinkedHashMap;
import java.util.Map;

/** Variables that rules set, up to a fixed number and size. Used on the event loop. */
final class Variables {

    private static final int MAX_VARIABLES = 100;
    private static final long MAX_SIZE = 1 << 20;

    private final String label;
    private final Map<String, Value> values = new LinkedHashMap<>();

    /**
     * Creates an empty set of variables.
     *
     * @param label name of the set in messages
     */
    Variables(String label) {
        this.label = label;
    }

    /** Returns the variables of a new client. */
    static Variables ofClient() {
        return new Variables("the variables of this client");
    }

    /** Stores a variable. */
    void set(String name, Value value) {
        long others = values.entrySet().stream()
                .filter(entry -> !entry.getKey().equals(name))
                .mapToLong(entry -> entry.getValue().size())
                .sum();
        if (others + value.size() > MAX_SIZE || values.size() >= MAX_VARIABLES && !values.containsKey(name)) {
            throw new RuleException(label + " exceed 1 MiB or 100 names");
        }
        values.put(name, value);
    }

    /** Returns all variables as an object. */
    Value toObject() {
        return Value.object(values);
    }
}
