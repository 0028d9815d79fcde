package io.github.siocli.mock;

import io.github.siocli.event.EventName;
import io.github.siocli.expression.Expression;
import io.github.siocli.expression.Value;
import io.github.siocli.json.Json;
import java.util.Set;

/** Evaluates the names of events that rules emit. */
final class EventNameReader {

    /** Clients use these names for local events or reject them. */
    static final Set<String> RESERVED = Set.of("connect", "connect_error", "disconnect", "disconnecting");

    private EventNameReader() {}

    /** Returns the event name that a value evaluates to. */
    static EventName of(Expression value, RuleContext context) {
        Value found = value.evaluate(context);
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
