package io.github.siocli.testing;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A command line to run in a directory. Its environment is the one of this process without the variables of the
 * surrounding build.
 */
public final class ProcessCommand {
    private static final List<String> LEAKING = List.of(
            "MAVEN_PROJECTBASEDIR",
            "MAVEN_CMD_LINE_ARGS",
            "JAVA_HOME",
            "SIO_JAVA_OPTS",
            "SIO_JDK_DIRS",
            "JAVA_TOOL_OPTIONS");

    private final ProcessBuilder builder;

    /** Creates a command line; the first word is the program. */
    public ProcessCommand(Path directory, List<String> words) {
        builder = new ProcessBuilder(words).directory(directory.toFile()).redirectInput(new File("/dev/null"));
        builder.environment().keySet().removeAll(LEAKING);
    }

    /** The result of a command. */
    public record Result(long pid, int exit, String out, String err) {

        /** Returns the lines of standard output. */
        public List<String> lines() {
            return out.lines().toList();
        }

        /** Returns the values of the lines that begin with a key and an equals sign. */
        public List<String> values(String key) {
            return values(out.lines(), key);
        }

        /** Returns the values of those lines that begin with a key and an equals sign. */
        public static List<String> values(Stream<String> lines, String key) {
            return lines.filter(line -> line.startsWith(key + "="))
                    .map(line -> line.substring(key.length() + 1))
                    .toList();
        }
    }

    /** Adds an environment variable. */
    public ProcessCommand with(String variable, Object value) {
        builder.environment().put(variable, value.toString());
        return this;
    }

    /** Adds environment variables. */
    public ProcessCommand with(Map<String, String> variables) {
        builder.environment().putAll(variables);
        return this;
    }

    /** Removes environment variables. */
    public ProcessCommand without(String... variables) {
        builder.environment().keySet().removeAll(List.of(variables));
        return this;
    }

    /** Reads standard input from a file; it is empty otherwise. */
    public ProcessCommand reading(Path file) {
        builder.redirectInput(file.toFile());
        return this;
    }

    /** Runs the command to its end. */
    public Result run() {
        try {
            return start().result();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts the command. */
    public Running start() throws IOException {
        var out = Files.createTempFile("sio-test", ".out");
        var err = Files.createTempFile("sio-test", ".err");
        var process =
                builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
        return new Running(process, out, err);
    }

    /** A running command. */
    public record Running(Process process, Path out, Path err) {

        /** Waits for its end. */
        public Result result() throws IOException {
            try {
                // Long, because a build of the whole project on a busy machine takes minutes.
                if (!process.waitFor(20, TimeUnit.MINUTES)) {
                    process.destroyForcibly();
                    throw new AssertionError("did not end within 20 minutes: " + process.info());
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError(e);
            }
            var result = new Result(process.pid(), process.exitValue(), Files.readString(out), Files.readString(err));
            Files.delete(out);
            Files.delete(err);
            return result;
        }
    }
}
