package io.github.siocli.install;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A command line to run in a directory, with an environment that is this process's but for what would leak from the build around the tests. */
final class Command {
    private static final List<String> LEAKING = List.of(
            "MAVEN_PROJECTBASEDIR",
            "MAVEN_CMD_LINE_ARGS",
            "JAVA_HOME",
            "SIO_JAVA_OPTS",
            "SIO_JDK_DIRS",
            "JAVA_TOOL_OPTIONS");

    private final ProcessBuilder builder;

    Command(Path directory, List<String> words) {
        builder = new ProcessBuilder(words).directory(directory.toFile());
        builder.environment().keySet().removeAll(LEAKING);
    }

    /** What a command did. */
    record Result(long pid, int exit, String out, String err) {

        List<String> lines() {
            return out.lines().toList();
        }

        /** The values of the lines that begin with a key and an equals sign. */
        List<String> values(String key) {
            return values(out.lines(), key);
        }

        static List<String> values(Stream<String> lines, String key) {
            return lines.filter(line -> line.startsWith(key + "="))
                    .map(line -> line.substring(key.length() + 1))
                    .toList();
        }
    }

    Command with(String variable, Object value) {
        builder.environment().put(variable, value.toString());
        return this;
    }

    Command with(Map<String, String> variables) {
        builder.environment().putAll(variables);
        return this;
    }

    Command without(String... variables) {
        builder.environment().keySet().removeAll(List.of(variables));
        return this;
    }

    Result run() {
        try {
            return start().result();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Running start() throws IOException {
        var out = Files.createTempFile("sio-test", ".out");
        var err = Files.createTempFile("sio-test", ".err");
        var process = builder.redirectInput(new File("/dev/null"))
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        return new Running(process, out, err);
    }

    /** A command that has been started. */
    record Running(Process process, Path out, Path err) {

        Result result() throws IOException {
            try {
                if (!process.waitFor(5, TimeUnit.MINUTES)) {
                    process.destroyForcibly();
                    throw new AssertionError("did not end within five minutes: " + process.info());
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
