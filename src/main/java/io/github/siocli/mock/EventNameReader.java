package io.github.siocli.mock;

import io.github.siocli.event.EventName;
import io.github.siocli.json.Json;
import java.util.Set;

/** Names of events that rules send. */
final class EventNameReader {

    /** Clients take them for something else, or do not take them at all. */
    static final Set<String> RESERVED = Set.of("connect", "connect_error", "disconnect", "disconnecting");

    private EventNameReader() {}

    /** The name that a value stands for now. */
    static EventName of(Value event, RuleContext occasion) {
        RuntimeValue found = event.find(occasion);
        if (found.json().kind() == Json.Kind.NUMBER) {
            return EventName.of(found.json());
        }
        String name = found.text();
        if (RESERVED.contains(name)) {
            throw new RuleException("no event can have the name \"" + name + "\"");
        }
        return EventName.of(name);
    }
}
