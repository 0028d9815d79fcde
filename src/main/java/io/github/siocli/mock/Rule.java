package io.github.siocli.mock;

import io.github.siocli.command.option.Glob;
import io.github.siocli.event.EventName;
import java.util.List;

/**
 * What is done where something happens.
 *
 * @param place where the rule is, such as {@code chat.rules:3}
 * @param trigger what has to happen
 * @param namespaces in which namespaces
 * @param actions what is done, each when the one before is done
 */
record Rule(String place, Trigger trigger, Glob namespaces, List<Action> actions) {

    Rule {
        actions = List.copyOf(actions);
    }

    /** What a rule reacts to. */
    sealed interface Trigger {

        /** A client is connected. */
        record Connect() implements Trigger {}

        /** A client has left. */
        record Disconnect() implements Trigger {}

        /** An event came whose name fits. */
        record Event(Glob names) implements Trigger {}

        /** An event came that has just this name. */
        record Named(String name) implements Trigger {}
    }

    boolean isFor(RuleEvent cause) {
        return happened(cause) && namespaces.matches(cause.request().nsp());
    }

    private boolean happened(RuleEvent cause) {
        if (trigger instanceof Trigger.Event event) {
            return !cause.isPassage() && event.names().matches(cause.event().text());
        }
        if (trigger instanceof Trigger.Named named) {
            return !cause.isPassage() && cause.event().equals(EventName.of(named.name()));
        }
        return cause.event()
                .text()
                .equals(trigger instanceof Trigger.Connect ? RuleEvent.CONNECT : RuleEvent.DISCONNECT);
    }

    /** Runs it; it complains where it cannot go on. */
    void run(RuleRuntime stage, RuleEvent cause) {
        RuleContext occasion = RuleContext.of(stage, place, cause);
        occasion.attempt(() -> Action.all(actions, occasion));
    }
}
