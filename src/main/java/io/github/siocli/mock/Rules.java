package io.github.siocli.mock;

import io.github.siocli.command.option.Glob;
import io.github.siocli.command.option.InputReader;
import io.github.siocli.event.FailureException;
import io.github.siocli.server.ConnectDecision;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * How a server behaves, read from text. Immutable.
 *
 * <p>Without a rule that begins with {@code on}, each event is echoed under its own name and acknowledged with its arguments.
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
     * Reads rules; files that they name are looked for where the process is.
     *
     * @param source what to call the text in messages: the name of a file, or {@code -e}
     * @throws FailureException where something is wrong, with all places
     */
    public static Rules parse(String source, String text) throws FailureException {
        return parse(source, text, InputReader.filesOnly(Path.of("").toAbsolutePath(), "a rule cannot use it"));
    }

    /** The same with files from elsewhere. */
    public static Rules parse(String source, String text, InputReader inputs) throws FailureException {
        return new RulesParser(source, text, inputs).read();
    }

    /** No rules. */
    public static Rules none() {
        return NONE;
    }

    /** These rules, and others behind them. */
    public Rules and(Rules more) {
        return new Rules(
                joined(rules, more.rules),
                joined(refusals, more.refusals),
                joined(withoutUpgrade, more.withoutUpgrade),
                joined(listed, more.listed));
    }

    private static <T> List<T> joined(List<T> some, List<T> more) {
        return Stream.concat(some.stream(), more.stream()).toList();
    }

    /** The namespaces that there are: those that are listed, or that fit a listed pattern; any where none is listed. */
    public Predicate<String> namespaces() {
        return name -> listed.isEmpty() || listed.stream().anyMatch(pattern -> pattern.matches(name));
    }

    /** The names of events that rules react to, without patterns. */
    public List<String> events() {
        return rules.stream()
                .map(Rule::trigger)
                .flatMap(trigger -> trigger instanceof Rule.Trigger.Named named
                        ? Stream.of(named.name())
                        : trigger instanceof Rule.Trigger.Event event
                                ? Stream.of(event.names().pattern())
                                : Stream.of())
                .filter(name -> name.indexOf('*') < 0 && name.indexOf('?') < 0)
                .distinct()
                .toList();
    }

    /** Whether all that is done is to echo. */
    boolean isEcho() {
        return rules.isEmpty();
    }

    /** Whether a client may connect. */
    ConnectDecision admission(RuleRuntime stage, RuleEvent cause) {
        for (ConnectRefusal refusal : refusals) {
            Optional<ConnectDecision> refused = refusal.of(stage, cause);
            if (refused.isPresent()) {
                return refused.get();
            }
        }
        return ConnectDecision.ACCEPTED;
    }

    /** Whether a session is kept from moving to a websocket, as soon as it wants to. */
    boolean refusesUpgrade(RuleRuntime stage, RuleEvent cause) {
        RuleContext occasion = RuleContext.of(stage, "no-upgrade", cause);
        boolean[] refused = {false};
        occasion.attempt(() -> refused[0] = withoutUpgrade.stream().anyMatch(condition -> condition.holds(occasion)));
        return refused[0];
    }

    /** Runs all rules that something sets off, in their order. */
    void run(RuleRuntime stage, RuleEvent cause) {
        for (Rule rule : rules) {
            if (rule.isFor(cause)) {
                rule.run(stage, cause);
            }
        }
    }

    /** Collects rules. */
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
