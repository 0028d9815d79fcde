package io.github.siocli.mock;

import io.github.siocli.command.option.Glob;
import io.github.siocli.command.option.NamespaceReader;
import io.github.siocli.event.FailureException;
import io.github.siocli.mock.Rule.Trigger;
import io.github.siocli.server.fault.Probability;
import io.github.siocli.shell.Line.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Parses one rule. */
final class RuleParser {

    private static final Glob ANY = new Glob("*");
    private static final Condition ALWAYS = new Condition.Chance(Probability.ALWAYS);
    private static final Set<String> CONDITIONAL = Set.of("if", "unless", "then");

    private final RuleLexer lexer;
    private final ValueParser values;
    private final ActionParser actions;

    RuleParser(RuleLexer lexer, ValueParser values) {
        this.lexer = lexer;
        this.values = values;
        this.actions = new ActionParser(lexer, values);
    }

    /** Parses the rule and adds it to a builder. */
    void parse(Rules.Builder rules) throws FailureException {
        int start = lexer.offset();
        String place = lexer.place();
        Word word = lexer.next("on or namespace");
        switch (word.json() ? "" : word.text()) {
            case "on" -> on(place, rules);
            case "namespace" -> namespace(place, rules);
            default ->
                throw lexer.error(
                        start,
                        "a rule begins with on or namespace, not \"" + word.text() + "\"",
                        "on EVENT ACTION, such as: on hello ack \"hi\" $1");
        }
    }

    private void on(String place, Rules.Builder rules) throws FailureException {
        Trigger trigger = trigger(lexer.next("an event, connect or disconnect"));
        Glob namespaces = lexer.take("in") ? pattern() : ANY;
        if (!(trigger instanceof Trigger.ConnectTrigger)) {
            rules.add(new Rule(place, trigger, namespaces, actions.parse()));
        } else if (!parseRefusal(place, namespaces, rules)) {
            addUpgradeCondition(new Rule(place, trigger, namespaces, actions.parse()), rules);
        }
    }

    /** Applied before the first namespace: a client may upgrade before it requests a namespace. */
    private static void addUpgradeCondition(Rule rule, Rules.Builder rules) {
        List<Action> actions = rule.actions();
        int first = 0;
        Condition condition = ALWAYS;
        while (actions.get(first) instanceof Action.If guard) {
            condition = and(condition, guard.condition());
            first++;
        }
        if (actions.get(first) != FaultParser.DisableFeature.UPGRADE
                || !rule.namespaces().equals(ANY)) {
            rules.add(rule);
            return;
        }
        rules.withoutUpgrade(condition);
        if (first + 1 < actions.size()) {
            List<Action> others = new ArrayList<>(actions);
            others.remove(first);
            rules.add(new Rule(rule.place(), rule.trigger(), rule.namespaces(), others));
        }
    }

    private static Trigger trigger(Word word) {
        Optional<String> exact = ActionParser.quoted(word);
        if (exact.isPresent()) {
            return new Trigger.NamedEventTrigger(exact.get());
        }
        return switch (word.text()) {
            case RuleEvent.CONNECT -> new Trigger.ConnectTrigger();
            case RuleEvent.DISCONNECT -> new Trigger.DisconnectTrigger();
            default -> new Trigger.EventTrigger(new Glob(word.text()));
        };
    }

    /** Parses {@code [if CONDITION] refuse …}. Moves back and returns false if it is something else. */
    private boolean parseRefusal(String place, Glob namespaces, Rules.Builder rules) throws FailureException {
        int before = lexer.offset();
        Condition condition = ALWAYS;
        while (lexer.take("if")) {
            condition = and(condition, new ConditionParser(lexer, values).parse());
        }
        if (lexer.take("refuse")) {
            refuse(place, namespaces, condition, rules);
            return true;
        }
        lexer.back(before);
        return false;
    }

    private void refuse(String place, Glob namespaces, Condition before, Rules.Builder rules) throws FailureException {
        Value message = actions.value("a message");
        List<Value> data = actions.values(CONDITIONAL);
        if (data.size() > 1) {
            throw lexer.error(
                    lexer.offset(), "refuse takes a message and at most one value", "refuse MESSAGE {code: 1}");
        }
        Condition behind = ALWAYS;
        if (lexer.take("unless")) {
            behind = new Condition.Not(new ConditionParser(lexer, values).parse());
        } else if (lexer.take("if")) {
            behind = new ConditionParser(lexer, values).parse();
        }
        if (!lexer.isAtEnd()) {
            throw lexer.error(lexer.offset(), "unexpected text after refuse", "");
        }
        rules.add(new ConnectRefusal(
                place, namespaces, and(before, behind), message, data.stream().findFirst()));
    }

    private static Condition and(Condition left, Condition right) {
        return new Condition.And(left, right);
    }

    private void namespace(String place, Rules.Builder rules) throws FailureException {
        Glob pattern = pattern();
        rules.list(pattern);
        if (lexer.take("refuse")) {
            refuse(place, pattern, ALWAYS, rules);
        } else if (!lexer.isAtEnd()) {
            throw lexer.error(
                    lexer.offset(), "only refuse is allowed here", "namespace /admin refuse MESSAGE unless CONDITION");
        }
    }

    private Glob pattern() throws FailureException {
        Word word = lexer.next("a namespace");
        try {
            return new Glob(NamespaceReader.read(ActionParser.quoted(word).orElse(word.text())));
        } catch (FailureException e) {
            throw lexer.error(word.start(), e.failure().message(), "/admin, or a pattern such as /room-*");
        }
    }
}
