package io.github.siocli.shell.verb;

import io.github.siocli.shell.Interpreter;
import io.github.siocli.shell.Verb;
import io.github.siocli.testing.Sio;
import java.nio.file.Path;

/** Texts of verbs and scripts for golden files, without what changes from run to run. */
public final class VerbTranscript {

    private VerbTranscript() {}

    /** Returns the name, the group, the kinds of words and the help of a verb. */
    public static String description(Verb<?> verb) {
        return "=== " + verb.name() + " (" + verb.group() + ": " + verb.parameterKind(0) + " " + verb.parameterKind(1)
                + ") " + verb.summary() + "\n" + Interpreter.help(verb) + "\n";
    }

    /**
     * Returns the output and the exit code of a script.
     *
     * @param directory the directory of its files
     */
    public static String of(Sio.Result result, Path directory) {
        String text = result.out() + "--- stderr\n" + result.err() + "--- " + result.code() + "\n";
        return stable(text.replace(directory.toString(), "DIRECTORY"));
    }

    /** Replaces ids, times, durations and ports, and the widths of columns that depend on them. */
    private static String stable(String text) {
        return text.replaceAll("(?<![\\w-])[\\w-]{20}(?![\\w-])", "SID")
                .replaceAll("127\\.0\\.0\\.1:\\d+", "HOST:PORT")
                .replaceAll("\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z", "TIME")
                .replaceAll("\\d\\d:\\d\\d:\\d\\d\\.\\d{3}", "TIME")
                .replaceAll("(\"elapsed_ms\":)[0-9.]+", "$1N")
                .replaceAll("\\b[0-9.]+ (ms|s|min)\\b", "DURATION")
                .replaceAll("(sio connect |localhost):\\d+", "$1:PORT")
                .replaceAll("(?<=\\S) {2,}(?=\\S)", "  ");
    }
}
