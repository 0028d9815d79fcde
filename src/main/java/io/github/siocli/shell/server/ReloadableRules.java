package io.github.siocli.shell.server;

import io.github.siocli.command.option.InputReader;
import io.github.siocli.event.FailureException;
import io.github.siocli.mock.RuleEngine;
import io.github.siocli.mock.Rules;
import io.github.siocli.server.SioServer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Holds the rules of a server, which can be replaced while it runs. Any thread may call. */
public final class ReloadableRules {

    private volatile RuleSet ruleSet;
    /** Passes replaced rules to the server; does nothing until a server is attached. */
    private volatile Consumer<Rules> onReplaced = replaced -> {};

    /** Null if the rule files are not watched. */
    private volatile @Nullable RuleFileWatcher watcher;

    ReloadableRules(RuleSet ruleSet) {
        this.ruleSet = ruleSet;
    }

    void attach(RuleEngine engine, SioServer server) {
        onReplaced = replaced -> server.query(() -> {
            engine.replace(replaced);
            return true;
        });
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

    /** Replaces the rules. They are in effect when the method returns. */
    void replace(RuleSet replacement) {
        ruleSet = replacement;
        onReplaced.accept(replacement.rules());
    }

    /** Starts a watcher that reloads the rule files. */
    public void watchFiles(RuleFileWatcher newWatcher) {
        watcher = newWatcher;
        newWatcher.start();
    }

    void close() {
        RuleFileWatcher running = watcher;
        if (running != null) {
            running.stop();
        }
    }
}
