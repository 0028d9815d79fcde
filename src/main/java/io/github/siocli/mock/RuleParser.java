package io.github.siocli.mock;

import io.github.siocli.command.option.NamespaceReader;
import io.github.siocli.event.FailureException;
import io.github.siocli.expression.Condition;
import io.github.siocli.expression.Expression;
import io.github.siocli.expression.ExpressionParser;
import io.github.siocli.expression.Lexer;
import io.github.siocli.expression.SyntaxException;
import io.github.siocli.expression.Word;
import io.github.siocli.mock.Rule.Trigger;
import io.github.siocli.text.Glob;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Parses one rule. */
final class RuleParser {

    private static final Glob ANY = new Glob("*");
    private static final Set<String> CONDITIONAL = Set.of("if", "unless", "then");

    private final String place;
    private final Lexer lexer;
    private final ExpressionParser values;
    private final ActionParser actions;

    /**
     * @param place position of the rule, such as {@code chat.rules:3}
     */
    RuleParser(String place, Lexer lexer, ExpressionParser values) {
        this.place = place;
        this.lexer = lexer;
        this.values = values;
        this.actions = new ActionParser(lexer, values);
    }

    /** Parses the rule and adds it to a builder. */
    void parse(Rules.Builder rules) throws SyntaxException {
        int start = lexer.offset();
        Word word = lexer.next("on or namespace");
        switch (word.json() ? "" : word.text()) {
            case "on" -> on(rules);
            case "namespace" -> namespace(rules);
            default ->
                throw lexer.error(
                        start,
                        "a rule begins with on or namespace, not \"" + word.text() + "\"",
                        "on EVENT ACTION, such as: on hello ack \"hi\" $1");
        }
    }

    private void on(Rules.Builder rules) throws SyntaxException {
        Trigger trigger = trigger(lexer.next("an event, handshake, connect or disconnect"));
        boolean isHandshake = trigger.equals(new Trigger.LifecycleTrigger(RuleEvent.HANDSHAKE));
        if (isHandshake && lexer.isAt("in")) {
            throw lexer.error(lexer.offset(), "a handshake has no namespace", "on connect in /NAMESPACE …");
        }
        Glob namespaces = lexer.take("in") ? pattern() : ANY;
        if (!trigger.equals(new Trigger.LifecycleTrigger(RuleEvent.CONNECT))) {
            rules.add(new Rule(place, trigger, namespaces, actions.parse(isHandshake)));
        } else if (!parseRefusal(namespaces, rules)) {
            addUpgradeCondition(new Rule(place, trigger, namespaces, actions.parse(false)), rules);
        }
    }

    /** Applied before the first namespace: a client may upgrade before it requests a namespace. */
    private static void addUpgradeCondition(Rule rule, Rules.Builder rules) {
        List<Action> actions = rule.actions();
        int first = 0;
        Condition condition = Condition.ALWAYS;
        while (actions.get(first) instanceof Action.If guard) {
            condition = condition.and(guard.condition());
            first++;
        }
        if (!actions.get(first).equals(Action.Inject.NO_UPGRADE)
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
        Optional<String> exact = word.quoted();
        if (exact.isPresent()) {
            return new Trigger.NamedEventTrigger(exact.get());
        }
        return switch (word.text()) {
            case RuleEvent.HANDSHAKE, RuleEvent.CONNECT, RuleEvent.DISCONNECT ->
                new Trigger.LifecycleTrigger(word.text());
            default -> new Trigger.EventTrigger(new Glob(word.text()));
        };
    }

    /** Parses {@code [if CONDITION] refuse …}. Moves back and returns false if it is something else. */
    private boolean parseRefusal(Glob namespaces, Rules.Builder rules) throws SyntaxException {
        int before = lexer.offset();
        Condition condition = Condition.ALWAYS;
        while (lexer.take("if")) {
            condition = condition.and(values.condition(lexer));
        }
        if (lexer.take("refuse")) {
            refuse(namespaces, condition, rules);
            return true;
        }
        lexer.back(before);
        return false;
    }

    private void refuse(Glob namespaces, Condition before, Rules.Builder rules) throws SyntaxException {
        Expression message = actions.value("a message");
        List<Expression> data = actions.values(CONDITIONAL);
        if (data.size() > 1) {
            throw lexer.error(
                    lexer.offset(), "refuse takes a message and at most one value", "refuse MESSAGE {code: 1}");
        }
        Condition behind = Condition.ALWAYS;
        if (lexer.take("unless")) {
            behind = values.condition(lexer).negate();
        } else if (lexer.take("if")) {
            behind = values.condition(lexer);
        }
        if (!lexer.isAtEnd()) {
            throw lexer.error(lexer.offset(), "unexpected text after refuse", "");
        }
        rules.add(new ConnectRefusal(
                place, namespaces, before.and(behind), message, data.stream().findFirst()));
    }

    private void namespace(Rules.Builder rules) throws SyntaxException {
        Glob pattern = pattern();
        rules.list(pattern);
        if (lexer.take("refuse")) {
            refuse(pattern, Condition.ALWAYS, rules);
        } else if (!lexer.isAtEnd()) {
            throw lexer.error(
                    lexer.offset(), "only refuse is allowed here", "namespace /admin refuse MESSAGE unless CONDITION");
        }
    }

    private Glob pattern() throws SyntaxException {
        Word word = lexer.next("a namespace");
        try {
            return new Glob(NamespaceReader.read(word.quoted().orElse(word.text())));
        } catch (FailureException e) {
            throw lexer.error(word.start(), e.failure().message(), "/admin, or a pattern such as /room-*");
        }
    }
}
