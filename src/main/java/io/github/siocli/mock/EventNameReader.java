package io.github.siocli.mock;

import io.github.siocli.event.EventName;
import io.github.siocli.expression.Expression;
import io.github.siocli.expression.Value;
import io.github.siocli.json.Json;

/** Evaluates the names of events that rules emit. */
final class EventNameReader {

    private EventNameReader() {}

    /** Returns the event name that a value evaluates to. */
    static EventName of(Expression value, RuleContext context) {
        Value found = value.evaluate(context);
        if (found.json().kind() == Json.Kind.NUMBER) {
            return EventName.of(found.json());
        }
        EventName name = EventName.of(found.text());
        if (name.isReserved()) {
            throw new RuleException("no event can have the name " + name);
        }
        return name;
    }
}
