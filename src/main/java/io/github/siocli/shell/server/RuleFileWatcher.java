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
 * Looks at the files of rules a few times a second, on a thread of its own, and has changed ones followed. Looking is good
 * enough: editors write in many ways, and not every file system tells of it.
 */
public final class RuleFileWatcher {

    private static final long LOOK_MILLIS = 250;

    private final ReloadableRules behaviour;
    private final InputReader inputs;
    private final Display display;
    private final Thread thread = new Thread(this::run, "sio-rules");

    /** Watches the files that rules come from. */
    public RuleFileWatcher(ReloadableRules behaviour, InputReader inputs, Display display) {
        this.behaviour = behaviour;
        this.inputs = inputs;
        this.display = display;
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
            List<String> before = state();
            while (true) {
                Thread.sleep(LOOK_MILLIS);
                List<String> now = state();
                if (!now.equals(before)) {
                    before = now;
                    reload();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (FailureException e) {
            // The output has failed, which the thread that shows events notices as well.
        }
    }

    /** What tells whether a file is another than before. */
    private List<String> state() {
        List<String> states = new ArrayList<>();
        for (RuleSet.Source source : behaviour.set().sources()) {
            if (source.file()) {
                states.add(state(source.name()));
            }
        }
        return states;
    }

    private String state(String name) {
        try {
            Path file = inputs.path(name);
            return name + " " + Files.getLastModifiedTime(file) + " " + Files.size(file);
        } catch (IOException | FailureException e) {
            return name;
        }
    }

    private void reload() throws FailureException {
        try {
            RuleSet fresh = behaviour.set().again(inputs);
            behaviour.replace(fresh);
            display.note("the rules have changed, and hold from now on");
        } catch (FailureException e) {
            display.failure("the rules stay as they were", e.failure());
        }
    }
}
