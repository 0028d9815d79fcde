package io.github.siocli.completion;

import io.github.siocli.testing.ProcessCommand;
import io.github.siocli.testing.Programs;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A real shell with its own home directory, and with the completion script at its place below an installation prefix. */
abstract class Shell {

    private final Path root;
    private final Path script;

    /**
     * Creates the files of the shell; skips the running test if the shell is not installed.
     *
     * @param root an empty directory
     * @param place path of the script below the prefix
     * @param text the script
     */
    Shell(String program, Path root, String place, String text) {
        Programs.required(program);
        this.root = root;
        this.script = write("prefix/" + place, text);
        write("work/plain.txt", "");
        write("work/two words.txt", "");
        for (String name : List.of("sio", "java")) {
            String trap = "#!/bin/sh\n: >"
                    + ScriptTemplate.quoted(root.resolve("trapped").toString()) + "\n";
            if (!write("traps/" + name, trap).toFile().setExecutable(true)) {
                throw new AssertionError("no trap for " + name);
            }
        }
    }

    /**
     * Returns the words that the shell offers for the last word of a line.
     *
     * @param before the line up to its last word
     * @param current the last word as typed
     */
    abstract List<String> complete(String before, String current);

    /** Returns the list of completions with their descriptions, as the shell prints it. */
    abstract String listing(String line);

    /** Returns a command that only loads the script. */
    abstract ProcessCommand load();

    /** Returns true if the completion started sio or Java. */
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

    /** Sets the environment of the shell. */
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
