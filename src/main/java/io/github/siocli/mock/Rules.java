package io.github.siocli.mock;

import io.github.siocli.command.option.InputReader;
import io.github.siocli.event.FailureException;
import io.github.siocli.expression.Condition;
import io.github.siocli.server.engine.ConnectDecision;
import io.github.siocli.text.Glob;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The rules of a server, parsed from text. Immutable.
 *
 * <p>Without a rule that begins with {@code on}, each event is echoed under its own name and acknowledged with its
 * arguments.
 */
public final class Rules {

    private static final Rules NONE = new Builder().build();

    private final List<Rule> rules;
    private final List<ConnectRefusal> refusals;
    private final List<Condition> withoutUpgrade;
    private final List<Glob> listed;

    private Rules(List<Rule> rules, List<ConnectRefusal> refusals, List<Condition> withoutUpgrade, List<Glob> listed) {
        this.rules = List.copyOf(rules);
        this.refusals = List.copyOf(refusals);
        this.withoutUpgrade = List.copyOf(withoutUpgrade);
        this.listed = List.copyOf(listed);
    }

    /**
     * Parses rules. Files in them are relative to the working directory.
     *
     * @param source name of the text in messages: a file name or {@code -e}
     * @throws FailureException if the text has errors, with all positions
     */
    public static Rules parse(String source, String text) throws FailureException {
        return parse(source, text, InputReader.filesOnly(Path.of("").toAbsolutePath(), "rules cannot read it"));
    }

    /** Parses rules with another reader for files. */
    public static Rules parse(String source, String text, InputReader inputs) throws FailureException {
        return new RulesParser(source, text, inputs).parse();
    }

    /** Returns an empty set of rules. */
    public static Rules none() {
        return NONE;
    }

    /** Returns these rules followed by others. */
    public Rules and(Rules added) {
        return new Rules(
                joined(rules, added.rules),
                joined(refusals, added.refusals),
                joined(withoutUpgrade, added.withoutUpgrade),
                joined(listed, added.listed));
    }

    private static <T> List<T> joined(List<T> first, List<T> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }

    /** Returns the existing namespaces: those that are listed or match a listed pattern; all if none is listed. */
    public Predicate<String> namespaces() {
        return name -> listed.isEmpty() || listed.stream().anyMatch(pattern -> pattern.matches(name));
    }

    /** Returns the event names that rules react to, without patterns. */
    public List<String> events() {
        return rules.stream()
                .map(Rule::trigger)
                .flatMap(trigger -> trigger instanceof Rule.Trigger.NamedEventTrigger named
                        ? Stream.of(named.name())
                        : trigger instanceof Rule.Trigger.EventTrigger event
                                ? Stream.of(event.names().pattern())
                                : Stream.of())
                .filter(name -> name.indexOf('*') < 0 && name.indexOf('?') < 0)
                .distinct()
                .toList();
    }

    /** Returns true if the server only echoes. */
    boolean isEcho() {
        return rules.isEmpty();
    }

    /** Decides whether a client may connect. */
    ConnectDecision decide(RuleRuntime runtime, RuleEvent event) {
        for (ConnectRefusal refusal : refusals) {
            Optional<ConnectDecision> refused = refusal.evaluate(runtime, event);
            if (refused.isPresent()) {
                return refused.get();
            }
        }
        return ConnectDecision.ACCEPTED;
    }

    /** Returns true if the upgrade of a session is refused. */
    boolean refusesUpgrade(RuleRuntime runtime, RuleEvent event) {
        RuleContext context = RuleContext.of(runtime, "no-upgrade", event);
        boolean[] refused = {false};
        context.attempt(() -> refused[0] = withoutUpgrade.stream().anyMatch(condition -> condition.holds(context)));
        return refused[0];
    }

    /** Runs all rules that an event triggers, in their order. */
    void run(RuleRuntime runtime, RuleEvent event) {
        for (Rule rule : rules) {
            if (rule.isFor(event)) {
                rule.run(runtime, event);
            }
        }
    }

    /** Collects rules while they are parsed. */
    static final class Builder {

        private final List<Rule> rules = new ArrayList<>();
        private final List<ConnectRefusal> refusals = new ArrayList<>();
        private final List<Condition> withoutUpgrade = new ArrayList<>();
        private final List<Glob> listed = new ArrayList<>();

        void add(Rule rule) {
            rules.add(rule);
        }

        void add(ConnectRefusal refusal) {
            refusals.add(refusal);
        }

        void withoutUpgrade(Condition condition) {
            withoutUpgrade.add(condition);
        }

        void list(Glob pattern) {
            listed.add(pattern);
        }

        Rules build() {
            return new Rules(rules, refusals, withoutUpgrade, listed);
        }
    }
}
