package io.github.siocli.mock;

import io.github.siocli.command.option.InputReader;
import io.github.siocli.event.FailureException;
import io.github.siocli.text.Glob;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The rules of a server, parsed from text. Immutable.
 *
 * <p>Without a rule that begins with {@code on}, each event is echoed under its own name and acknowledged with its
 * arguments.
 */
public final class Rules {

    private static final Rules NONE = new Rules(List.of(), List.of());

    private final List<Rule> rules;
    private final List<Glob> listed;

    /**
     * @param listed patterns of the existing namespaces; empty if all exist
     */
    Rules(List<Rule> rules, List<Glob> listed) {
        this.rules = List.copyOf(rules);
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
        return new Rules(joined(rules, added.rules), joined(listed, added.listed));
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

    /** Returns true if the server only echoes: no rule reacts to a connected client. */
    boolean isEcho() {
        return rules.stream().allMatch(rule -> rule.trigger().isRequest());
    }

    /** Runs all rules that an event triggers, in their order. */
    void run(RuleRuntime runtime, RuleEvent event) {
        for (Rule rule : rules) {
            if (rule.isFor(event)) {
                rule.run(runtime, event);
            }
        }
    }
}
