package io.github.siocli.mock;

import io.github.siocli.command.option.NamespaceReader;
import io.github.siocli.event.FailureException;
import io.github.siocli.expression.ExpressionParser;
import io.github.siocli.expression.Lexer;
import io.github.siocli.expression.SyntaxException;
import io.github.siocli.expression.Word;
import io.github.siocli.mock.Rule.Trigger;
import io.github.siocli.mock.Rule.Trigger.LifecycleTrigger;
import io.github.siocli.text.Glob;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Parses one rule. */
final class RuleParser {

    private static final Glob ANY = new Glob("*");
    private static final Trigger CONNECTING = new LifecycleTrigger(RuleEvent.CONNECTING);

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

    /**
     * Parses the rule.
     *
     * @param rules receives the rule
     * @param listed receives the pattern of a namespace
     */
    void parse(List<Rule> rules, List<Glob> listed) throws SyntaxException {
        int start = lexer.offset();
        Word word = lexer.next("on or namespace");
        switch (word.json() ? "" : word.text()) {
            case "on" -> on(rules);
            case "namespace" -> namespace(rules, listed);
            default ->
                throw lexer.error(
                        start,
                        "a rule begins with on or namespace, not \"" + word.text() + "\"",
                        "on EVENT ACTION, such as: on hello ack \"hi\" $1");
        }
    }

    private void on(List<Rule> rules) throws SyntaxException {
        Trigger named = trigger(lexer.next("an event, handshake, connecting, connect or disconnect"));
        if (named.equals(new LifecycleTrigger(RuleEvent.HANDSHAKE)) && lexer.isAt("in")) {
            throw lexer.error(lexer.offset(), "a handshake has no namespace", "on connect in /NAMESPACE …");
        }
        Glob namespaces = lexer.take("in") ? pattern() : ANY;
        boolean isConnect = named.equals(new LifecycleTrigger(RuleEvent.CONNECT));
        Trigger trigger = isConnect && isRefusal() ? CONNECTING : named;
        Rule rule = new Rule(place, trigger, namespaces, actions.parse(trigger.isRequest()));
        if (isConnect && namespaces.equals(ANY)) {
            addWithUpgrade(rule, rules);
        } else {
            rules.add(rule);
        }
    }

    /** Returns true if the first action of the rule refuses the client. */
    private boolean isRefusal() throws SyntaxException {
        int before = lexer.offset();
        while (lexer.take("if")) {
            values.condition(lexer);
        }
        boolean found = lexer.isAt("refuse");
        lexer.back(before);
        return found;
    }

    /** Applies {@code no-upgrade} before the first namespace: a client may upgrade before it requests a namespace. */
    private void addWithUpgrade(Rule rule, List<Rule> rules) {
        List<Action> connected = new ArrayList<>(rule.actions());
        int first = 0;
        while (connected.get(first) instanceof Action.If) {
            first++;
        }
        if (connected.get(first).equals(Action.Inject.NO_UPGRADE)) {
            List<Action> upgrading = new ArrayList<>(connected.subList(0, first));
            upgrading.add(Action.Refuse.ALWAYS);
            rules.add(new Rule(place, new LifecycleTrigger(RuleEvent.UPGRADE), ANY, upgrading));
            connected.remove(first);
        }
        if (first < connected.size()) {
            rules.add(new Rule(place, rule.trigger(), ANY, connected));
        }
    }

    private static Trigger trigger(Word word) {
        Optional<String> exact = word.quoted();
        if (exact.isPresent()) {
            return new Trigger.NamedEventTrigger(exact.get());
        }
        return switch (word.text()) {
            case RuleEvent.HANDSHAKE, RuleEvent.CONNECTING, RuleEvent.CONNECT, RuleEvent.DISCONNECT ->
                new LifecycleTrigger(word.text());
            default -> new Trigger.EventTrigger(new Glob(word.text()));
        };
    }

    private void namespace(List<Rule> rules, List<Glob> listed) throws SyntaxException {
        Glob pattern = pattern();
        listed.add(pattern);
        if (lexer.take("refuse")) {
            rules.add(new Rule(place, CONNECTING, pattern, List.of(actions.refuse())));
        }
        if (!lexer.isAtEnd()) {
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
