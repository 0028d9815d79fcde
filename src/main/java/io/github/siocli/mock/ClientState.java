package io.github.siocli.mock;

import io.github.siocli.expression.Value;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * State that rules keep for one client in one namespace.
 *
 * @param timers pending and repeated actions
 * @param variables variables
 */
record ClientState(RuleTimers timers, Map<String, Value> variables) {

    private static final int MAX_TIMERS = 1000;
    private static final int MAX_VARIABLES = 100;
    private static final long DATA_LIMIT = 1 << 20;

    /** Returns the state of a new client. */
    static ClientState create() {
        return new ClientState(new RuleTimers(MAX_TIMERS), new LinkedHashMap<>());
    }

    /** Stores a variable. */
    void set(String name, Value value) {
        long others = variables.entrySet().stream()
                .filter(entry -> !entry.getKey().equals(name))
                .mapToLong(entry -> entry.getValue().size())
                .sum();
        if (others + value.size() > DATA_LIMIT || variables.size() >= MAX_VARIABLES && !variables.containsKey(name)) {
            throw new RuleException("the variables of this client exceed 1 MiB or 100 names");
        }
        variables.put(name, value);
    }
}
