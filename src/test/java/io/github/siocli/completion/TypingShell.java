package io.github.siocli.completion;

import io.github.siocli.testing.ProcessCommand;
import io.github.siocli.testing.PseudoTerminal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** A shell on a terminal: a line is typed, completed by a key and run. {@code sio} is a function that reports its arguments. */
abstract class TypingShell extends Shell {

    private static final Pattern WORD = Pattern.compile("(?:[^ ']|'[^']*')+");
    private static final Pattern ESCAPES = Pattern.compile("\u001b(?:\\[[0-9;?]*[A-Za-z]|[=>])");

    TypingShell(String program, Path root, String place, String text) {
        super(program, root, place, text);
    }

    /** Returns a line of POSIX shell that starts this shell. */
    abstract String start();

    /** Returns start-up commands that make the keys Escape and asterisk insert all offered words. */
    abstract String setUp();

    @Override
    List<String> complete(String before, String current) {
        type(before + current + "\u001b*");
        List<String> words;
        try {
            words = Files.readAllLines(path("report"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        int given = (int) WORD.matcher(before).results().count() - 1;
        List<String> offered = words.subList(given, words.size()).stream()
                .filter(word -> !word.isEmpty())
                .toList();
        return offered.equals(List.of(current)) ? List.of() : offered;
    }

    @Override
    String listing(String line) {
        return ESCAPES.matcher(type(line + "\t\t")).replaceAll("");
    }

    private String type(String keys) {
        String report = "sio() { printf '%s\\n' \"$@\" >"
                + ScriptTemplate.quoted(path("report").toString()) + "; }\n";
        write("home/.zshrc", setUp() + report);
        write("home/.bashrc", setUp() + report);
        write("report", "");
        Path typed = write("typed", keys + "\nexit\n");
        return prepared(PseudoTerminal.command(path("work"), start()))
                .reading(typed)
                .run()
                .out();
    }

    final ProcessCommand shell(String... words) {
        return prepared(new ProcessCommand(path("work"), List.of(words)));
    }
}
