package io.github.siocli.cli.rules;

import java.util.Set;

/** Names of events that rules send. */
final class EventNames {

    /** Clients take them for something else, or do not take them at all. */
    static final Set<String> RESERVED = Set.of("connect", "connect_error", "disconnect", "disconnecting");

    private EventNames() {}

    /** The name that a value stands for now. */
    static String of(Value event, Occasion occasion) {
        String name = event.find(occasion).text();
        if (RESERVED.contains(name)) {
            throw new RuleFault("no event can have the name \"" + name + "\"");
        }
        return name;
    }
}
