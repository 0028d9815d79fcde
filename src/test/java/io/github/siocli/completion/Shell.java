package io.github.siocli.completion;

import io.github.siocli.testing.ProcessCommand;
import io.github.siocli.testing.Programs;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A real shell with a home of its own, and its completion script where the installer puts it below a prefix. */
abstract class Shell {

    private final Path root;
    private final Path script;

    /**
     * The shell.
     *
     * @param root an empty directory
     * @param place of the script below the prefix
     */
    Shell(String program, Path root, String place, String text) {
        Programs.required(program);
        this.root = root;
        this.script = write("prefix/" + place, text);
        write("work/plain.txt", "");
        write("work/two words.txt", "");
        for (String name : List.of("sio", "java")) {
            String trap =
                    "#!/bin/sh\n: >" + Script.quoted(root.resolve("trapped").toString()) + "\n";
            if (!write("traps/" + name, trap).toFile().setExecutable(true)) {
                throw new AssertionError("no trap for " + name);
            }
        }
    }

    /**
     * The words that are offered in place of the last one of a line.
     *
     * @param before the line up to its last word
     * @param current that word, as it is typed
     */
    abstract List<String> complete(String before, String current);

    /** What is shown, with descriptions, where a line can go on in several ways. */
    abstract String listing(String line);

    /** A command that reads the script, and does nothing else. */
    abstract ProcessCommand load();

    /** Whether sio or any Java was started. */
    final boolean hasStartedAProgram() {
        return Files.exists(root.resolve("trapped"));
    }

    final Path path(String name) {
        return root.resolve(name);
    }

    final Path script() {
        return script;
    }

    final Path write(String name, String text) {
        try {
            Path file = root.resolve(name);
            Files.createDirectories(file.getParent());
            return Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The command with the environment of the shell. */
    final ProcessCommand prepared(ProcessCommand command) {
        return command.with("HOME", root.resolve("home"))
                .with("ZDOTDIR", root.resolve("home"))
                .with("XDG_DATA_HOME", root.resolve("prefix/share"))
                .with("XDG_CONFIG_HOME", root.resolve("home"))
                .with("LC_ALL", "C.UTF-8")
                .with("TERM", "xterm")
                .with("PATH", root.resolve("traps") + File.pathSeparator + System.getenv("PATH"));
    }
}
