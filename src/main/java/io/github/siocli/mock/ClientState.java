package io.github.siocli.mock;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What rules keep for one client in one namespace.
 *
 * @param timers what they do later
 * @param data what they have set
 */
record ClientState(RuleTimers timers, Map<String, RuntimeValue> data) {

    private static final int WAITS = 1000;
    private static final int NAMES = 100;
    private static final long DATA_LIMIT = 1 << 20;

    /** Of a client that has just come. */
    static ClientState begin() {
        return new ClientState(new RuleTimers(WAITS), new LinkedHashMap<>());
    }

    /** Keeps a value. */
    void set(String name, RuntimeValue value) {
        long others = data.entrySet().stream()
                .filter(entry -> !entry.getKey().equals(name))
                .mapToLong(entry -> size(entry.getValue()))
                .sum();
        if (others + size(value) > DATA_LIMIT || data.size() >= NAMES && !data.containsKey(name)) {
            throw new RuleException("it sets more for this client than 1 MiB, or 100 names");
        }
        data.put(name, value);
    }

    private static long size(RuntimeValue value) {
        return value.json().text().length()
                + value.attachments().stream().mapToLong(bytes -> bytes.size()).sum();
    }
}
