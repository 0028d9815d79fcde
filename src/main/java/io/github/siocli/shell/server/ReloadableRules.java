package io.github.siocli.shell.server;

import io.github.siocli.command.option.InputReader;
import io.github.siocli.event.FailureException;
import io.github.siocli.mock.RuleEngine;
import io.github.siocli.mock.Rules;
import io.github.siocli.server.SioServer;
import java.util.Optional;

/** The rules that a server follows, which can be changed while it serves. Any thread may call. */
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

    /** The rules now. */
    public Rules rules() {
        return set.rules();
    }

    /** The same with their texts. */
    public RuleSet set() {
        return set;
    }

    /**
     * Adds a rule.
     *
     * @throws FailureException where it is none
     */
    public void add(String text, InputReader inputs) throws FailureException {
        replace(set.and("on", text, inputs));
    }

    /** From now on other rules hold. */
    void replace(RuleSet other) {
        set = other;
        server.ifPresent(to -> to.execute(() -> behaviour.ifPresent(rules -> rules.replace(other.rules()))));
    }

    /** Follows the files that the rules are in from now on. */
    public void follow(RuleFileWatcher files) {
        watch = Optional.of(files);
        files.start();
    }

    void close() {
        watch.ifPresent(RuleFileWatcher::stop);
    }
}
