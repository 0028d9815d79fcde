package io.github.siocli.shell.server;

import io.github.siocli.command.option.InputReader;
import io.github.siocli.event.FailureException;
import io.github.siocli.mock.RuleEngine;
import io.github.siocli.mock.Rules;
import io.github.siocli.server.SioServer;
import java.util.Optional;

/** Holds the rules of a server, which can be replaced while it runs. Any thread may call. */
public final class ReloadableRules {

    private volatile RuleSet ruleSet;
    private volatile Optional<RuleEngine> engine = Optional.empty();
    private volatile Optional<SioServer> server = Optional.empty();
    private volatile Optional<RuleFileWatcher> watcher = Optional.empty();

    ReloadableRules(RuleSet ruleSet) {
        this.ruleSet = ruleSet;
    }

    void attach(RuleEngine newEngine, SioServer newServer) {
        newEngine.attach(newServer);
        engine = Optional.of(newEngine);
        server = Optional.of(newServer);
    }

    /** Returns the current rules. */
    Rules rules() {
        return ruleSet.rules();
    }

    /** Returns the current rules with their source texts. */
    RuleSet ruleSet() {
        return ruleSet;
    }

    /**
     * Adds a rule.
     *
     * @throws FailureException if the text is not a rule
     */
    void add(String text, InputReader inputs) throws FailureException {
        replace(ruleSet.with("on", text, inputs));
    }

    /** Replaces the rules. */
    void replace(RuleSet replacement) {
        ruleSet = replacement;
        server.ifPresent(newServer ->
                newServer.execute(() -> engine.ifPresent(newEngine -> newEngine.replace(replacement.rules()))));
    }

    /** Starts a watcher that reloads the rule files. */
    public void watchFiles(RuleFileWatcher newWatcher) {
        watcher = Optional.of(newWatcher);
        newWatcher.start();
    }

    void close() {
        watcher.ifPresent(RuleFileWatcher::stop);
    }
}
