package io.github.siocli.shell.server;

import io.github.siocli.command.option.InputReader;
import io.github.siocli.event.FailureException;
import io.github.siocli.output.Display;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Polls the rule files four times a second on its own thread, and reloads changed ones. It polls because editors write
 * files in many ways and not every file system reports changes.
 */
public final class RuleFileWatcher {

    private static final long POLL_MILLIS = 250;

    private final ReloadableRules rules;
    private final InputReader inputs;
    private final Display display;
    private final Thread thread;

    /** Creates a watcher for the files of the given rules. */
    public RuleFileWatcher(ReloadableRules rules, InputReader inputs, Display display) {
        this.rules = rules;
        this.inputs = inputs;
        this.display = display;
        this.thread = new Thread(this::run, "sio-rules");
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    void stop() {
        thread.interrupt();
    }

    private void run() {
        try {
            List<String> previous = fileStates();
            while (true) {
                Thread.sleep(POLL_MILLIS);
                List<String> current = fileStates();
                if (!current.equals(previous)) {
                    previous = current;
                    reload();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (FailureException e) {
            // The output has failed; the thread that shows events reports that.
        }
    }

    /** Returns the modification time and size of each file, by which a change is detected. */
    private List<String> fileStates() {
        List<String> states = new ArrayList<>();
        for (RuleSet.Source source : rules.ruleSet().sources()) {
            if (source.file()) {
                states.add(fileState(source.name()));
            }
        }
        return states;
    }

    private String fileState(String name) {
        try {
            Path file = inputs.path(name);
            return name + " " + Files.getLastModifiedTime(file) + " " + Files.size(file);
        } catch (IOException | FailureException e) {
            return name;
        }
    }

    private void reload() throws FailureException {
        try {
            RuleSet reloaded = rules.ruleSet().reload(inputs);
            rules.replace(reloaded);
            display.showNote("the rules were reloaded");
        } catch (FailureException e) {
            display.showFailure("the previous rules stay in effect", e.failure());
        }
    }
}
