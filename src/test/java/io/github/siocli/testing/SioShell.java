package io.github.siocli.testing;

import io.github.siocli.app.Main;
import io.github.siocli.event.ExitCode;
import io.github.siocli.output.Environment;
import io.github.siocli.output.StandardStreams;
import io.github.siocli.output.TerminalInfo;
import java.io.BufferedReader;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.BiPredicate;

/**
 * Runs lines of POSIX shell in which {@code sio} is the program of this JVM. A stream of {@code sio} that the line does not redirect
 * counts as a terminal.
 */
public final class SioShell implements AutoCloseable {

    /** Passes a call to this JVM, and the streams of the call through named pipes. */
    private static final String FUNCTION = """
            exec 7<&0 8>&1 9>&2
            sio() (
              call=$(mktemp -d "$SIO_CALLS/call.XXXXXX")
              mkfifo "$call/in" "$call/out" "$call/err" "$call/code"
              terminal=
              if [ /dev/fd/0 -ef /dev/fd/7 ]; then terminal=${terminal}0; fi
              if [ /dev/fd/1 -ef /dev/fd/8 ]; then terminal=${terminal}1; fi
              if [ /dev/fd/2 -ef /dev/fd/9 ]; then terminal=${terminal}2; fi
              printf '%s\\0' "$PWD" "$terminal" "$@" >"$call/words"
              exec 3<&0
              cat <&3 >"$call/in" 2>/dev/null & reading=$!
              cat "$call/out" 2>/dev/null & writing=$!
              cat "$call/err" >&2 2>/dev/null & reporting=$!
              echo "$call" >"$SIO_CALLS/calls"
              read -r code <"$call/code"
              wait "$writing" "$reporting"
              kill "$reading" 2>/dev/null
              exit "$code"
            )
            """;

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final int COLUMNS = 120;

    private final Path directory;
    private final Path calls;
    private final Map<String, String> variables;
    private final RandomAccessFile requests;
    private final List<ControlC> running = new CopyOnWriteArrayList<>();

    /**
     * Creates a shell.
     *
     * @param directory the directory in which lines run
     * @param calls an empty directory for the pipes of the calls
     * @param variables variables of the shell and of the program
     */
    public SioShell(Path directory, Path calls, Map<String, String> variables) {
        this.directory = directory;
        this.calls = calls;
        this.variables = new HashMap<>(variables);
        this.variables.put("NO_COLOR", "1");
        this.variables.put("LC_ALL", "C.UTF-8");
        Path pipe = calls.resolve("calls");
        try {
            if (new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() != 0) {
                throw new AssertionError("mkfifo failed");
            }
            // Open for writing too, so that the end of a call is not the end of the pipe.
            requests = new RandomAccessFile(pipe.toFile(), "rw");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
        inBackground("calls", this::answerCalls);
    }

    /** Starts a line. Its standard input stays open. */
    public Line start(String line) {
        ProcessBuilder builder = new ProcessBuilder("sh", "-c", FUNCTION + line).directory(directory.toFile());
        builder.environment().putAll(variables);
        builder.environment().put("SIO_CALLS", calls.toString());
        try {
            return new Line(builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void answerCalls() {
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(Channels.newInputStream(requests.getChannel()), StandardCharsets.UTF_8))) {
            for (String call = lines.readLine(); call != null && !call.isEmpty(); call = lines.readLine()) {
                Path pipes = Path.of(call);
                inBackground(pipes.getFileName().toString(), () -> run(pipes));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void run(Path pipes) {
        ControlC controlC = new ControlC();
        running.add(controlC);
        try {
            List<String> words =
                    Arrays.asList(Files.readString(pipes.resolve("words")).split("\0", -1));
            String terminal = words.get(1);
            ExitCode code;
            try (InputStream in = new FileInputStream(pipes.resolve("in").toFile());
                    OutputStream out = new FileOutputStream(pipes.resolve("out").toFile());
                    OutputStream err = new FileOutputStream(pipes.resolve("err").toFile())) {
                Environment environment = new Environment(
                        new StandardStreams(in, out, err),
                        new TerminalInfo(
                                terminal.contains("0"), terminal.contains("1"), terminal.contains("2"), () -> COLUMNS),
                        variables,
                        Path.of(words.get(0)),
                        Clock.systemUTC(),
                        controlC);
                code = Main.run(environment, words.subList(2, words.size() - 1).toArray(String[]::new));
            }
            // Before the line continues, which may then interrupt what still runs.
            running.remove(controlC);
            Files.writeString(pipes.resolve("code"), code.number() + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void inBackground(String name, Runnable action) {
        Thread thread = new Thread(action, "sio-shell-" + name);
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        try {
            requests.writeBytes("\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A line that runs. */
    public final class Line implements AutoCloseable {

        private final Process process;
        private final Object output = new Object();
        private final StringBuilder out = new StringBuilder();
        private final StringBuilder err = new StringBuilder();
        private int open = 2;

        private Line(Process process) {
            this.process = process;
            inBackground("out", () -> collect(process.getInputStream(), out));
            inBackground("err", () -> collect(process.getErrorStream(), err));
        }

        private void collect(InputStream stream, StringBuilder text) {
            try (InputStreamReader reader = new InputStreamReader(stream, StandardCharsets.UTF_8)) {
                char[] part = new char[4096];
                for (int count = reader.read(part); count >= 0; count = reader.read(part)) {
                    synchronized (output) {
                        text.append(part, 0, count);
                        output.notifyAll();
                    }
                }
            } catch (IOException closed) {
                // The line was ended early.
            } finally {
                synchronized (output) {
                    open--;
                    output.notifyAll();
                }
            }
        }

        /** Types text, if standard input is open. */
        public void type(String text) {
            try {
                process.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
                process.getOutputStream().flush();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** Closes standard input. */
        public void closeIn() {
            try {
                process.getOutputStream().close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** Presses Ctrl-C in every {@code sio} of this shell. */
        public void interrupt() {
            running.forEach(controlC -> controlC.press(LIMIT));
        }

        /**
         * Waits until the output is as expected, or has ended.
         *
         * @param expected gets standard output and standard error
         * @return true if it is as expected
         */
        public boolean await(BiPredicate<String, String> expected) {
            return Await.until(
                    output,
                    LIMIT,
                    () -> expected.test(out.toString(), err.toString())
                            ? Optional.of(true)
                            : open == 0 ? Optional.of(false) : Optional.empty(),
                    () -> "the output is not complete after " + LIMIT + "; stdout:\n" + out + "\nstderr:\n" + err);
        }

        /** Waits for the end, and returns the exit code. */
        public int exit() {
            await((stdout, stderr) -> false);
            try {
                if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                    throw new AssertionError("still running");
                }
                return process.exitValue();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError(e);
            }
        }

        /** Returns standard output so far. */
        public String out() {
            synchronized (output) {
                return out.toString();
            }
        }

        /** Returns standard error so far. */
        public String err() {
            synchronized (output) {
                return err.toString();
            }
        }

        @Override
        public void close() {
            if (process.isAlive()) {
                running.forEach(ControlC::pressIfListening);
                process.destroyForcibly();
            }
        }
    }
}
