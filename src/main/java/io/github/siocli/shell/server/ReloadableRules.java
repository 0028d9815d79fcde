package io.github.siocli.shell.server;

import io.github.siocli.command.option.InputReader;
import io.github.siocli.event.FailureException;
import io.github.siocli.mock.RuleEngine;
import io.github.siocli.mock.Rules;
import io.github.siocli.server.SioServer;
import java.util.Optional;

/** Holds the rules of a server, which can be replaced while it runs. Any thread may call. */
public final class ReloadableRules {

    private volatile RuleSet set;
    private volatile Optional<RuleEngine> behaviour = Optional.empty();
    private volatile Optional<SioServer> server = Optional.empty();
    private volatile Optional<RuleFileWatcher> watch = Optional.empty();

    ReloadableRules(RuleSet set) {
        this.set = set;
    }

    void attach(RuleEngine rules, SioServer to) {
        rules.attach(to);
        behaviour = Optional.of(rules);
        server = Optional.of(to);
    }

    /** Returns the current rules. */
    public Rules rules() {
        return set.rules();
    }

    /** Returns the current rules with their source texts. */
    public RuleSet set() {
        return set;
    }

    /**
     * Adds a rule.
     *
     * @throws FailureException if the text is not a rule
     */
    public void add(String text, InputReader inputs) throws FailureException {
        replace(set.and("on", text, inputs));
    }

    /** Replaces the rules. */
    void replace(RuleSet other) {
        set = other;
        server.ifPresent(to -> to.execute(() -> behaviour.ifPresent(rules -> rules.replace(other.rules()))));
    }

    /** Starts a watcher that reloads the rule files. */
    public void follow(RuleFileWatcher files) {
        watch = Optional.of(files);
        files.start();
    }

    void close() {
        watch.ifPresent(RuleFileWatcher::stop);
    }
}
