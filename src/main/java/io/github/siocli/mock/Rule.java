package io.github.siocli.mock;

import io.github.siocli.event.EventName;
import io.github.siocli.text.Glob;
import java.util.List;

/**
 * A rule: actions that run when a trigger fires.
 *
 * @param place position of the rule, such as {@code chat.rules:3}
 * @param trigger what fires the rule
 * @param namespaces namespaces that it applies to
 * @param actions actions, each performed after the one before is done
 */
record Rule(String place, Trigger trigger, Glob namespaces, List<Action> actions) {

    Rule {
        actions = List.copyOf(actions);
    }

    /** The trigger of a rule. */
    sealed interface Trigger {

        /** Returns true if the rule decides on requests. */
        default boolean isRequest() {
            return this instanceof LifecycleTrigger lifecycle && RuleEvent.REQUESTS.contains(lifecycle.name());
        }

        /** Fires when a client makes a request, has connected or has left: {@link RuleEvent} has the names. */
        record LifecycleTrigger(String name) implements Trigger {}

        /** Fires for an event whose name matches. */
        record EventTrigger(Glob names) implements Trigger {}

        /** Fires for an event with exactly this name. */
        record NamedEventTrigger(String name) implements Trigger {}
    }

    boolean isFor(RuleEvent event) {
        return firesFor(event) && namespaces.matches(event.request().nsp());
    }

    private boolean firesFor(RuleEvent ruleEvent) {
        EventName name = ruleEvent.name();
        if (trigger instanceof Trigger.LifecycleTrigger lifecycle) {
            return ruleEvent.message().isLifecycle() && name.text().equals(lifecycle.name());
        }
        return !ruleEvent.message().isLifecycle()
                && (trigger instanceof Trigger.EventTrigger event
                        ? event.names().matches(name.text())
                        : name.equals(EventName.of(((Trigger.NamedEventTrigger) trigger).name())));
    }

    /** Runs the actions. Reports an action that is not possible. */
    void run(RuleRuntime runtime, RuleEvent event) {
        RuleContext context = RuleContext.of(runtime, place, event);
        context.attempt(() -> Action.performAll(actions, context));
    }
}
