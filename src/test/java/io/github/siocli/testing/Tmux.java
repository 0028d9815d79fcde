package io.github.siocli.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A program on a terminal of its own tmux server, with keys to press and a screen to read. */
public final class Tmux implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final long BETWEEN_LOOKS_MILLIS = 20;

    private final Path directory;

    private Tmux(Path directory) {
        this.directory = directory;
    }

    /** Runs a line of shell on a terminal; after its end, the screen shows {@code exit} and the code. */
    public static Tmux start(int columns, int rows, String line) {
        Programs.required("tmux");
        try {
            Tmux tmux = new Tmux(Files.createTempDirectory("sio-tmux"));
            Path script = tmux.directory.resolve("script");
            // The terminal sends Ctrl-C to the whole process group, but it is meant for the program only.
            Files.writeString(script, "trap : INT\n" + line + "\necho exit $?\nexec cat\n");
            tmux.run("new-session", "-d", "-x", "" + columns, "-y", "" + rows, "sh '" + script + "'");
            return tmux;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Types text. */
    public Tmux type(String text) {
        run("send-keys", "-l", "--", text);
        return this;
    }

    /** Presses keys, by tmux's names for them, such as {@code Enter} or {@code C-c}. */
    public Tmux press(String... keys) {
        List<String> words = new ArrayList<>(List.of("send-keys"));
        words.addAll(List.of(keys));
        run(words.toArray(String[]::new));
        return this;
    }

    /** Types a line and presses Enter. */
    public Tmux enter(String line) {
        return type(line).press("Enter");
    }

    /** Pastes text as a terminal does, with bracketed paste if the program enabled it. */
    public Tmux paste(String text) {
        try {
            Path file = Files.writeString(directory.resolve("paste"), text);
            run("load-buffer", file.toString());
            run("paste-buffer", "-p");
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Changes the size of the terminal. */
    public Tmux resize(int columns, int rows) {
        run("resize-window", "-x", "" + columns, "-y", "" + rows);
        return this;
    }

    /** Copies the output from now on to a file, byte for byte. */
    public Path record() {
        Path file = directory.resolve("written");
        run("pipe-pane", "cat > '" + file + "'");
        return file;
    }

    /** Returns the screen without trailing blank lines and spaces. */
    public String screen() {
        return run("capture-pane", "-p").stripTrailing();
    }

    /** Returns the screen with escape sequences for colours. */
    public String colors() {
        return run("capture-pane", "-p", "-e").stripTrailing();
    }

    /** Returns the last line that is not empty. */
    public String lastLine() {
        String screen = screen();
        return screen.substring(screen.lastIndexOf('\n') + 1);
    }

    /** Returns column and row of the cursor, both from 0. */
    public String cursor() {
        return run("display-message", "-p", "#{cursor_x},#{cursor_y}").strip();
    }

    /** Waits until the screen contains the text. */
    public String await(String text) {
        return await("\"" + text + "\"", screen -> screen.contains(text));
    }

    /** Waits until the last line of the screen equals the text. */
    public String awaitLine(String line) {
        return await("the last line \"" + line + "\"", screen -> screen.endsWith("\n" + line) || screen.equals(line));
    }

    /** Waits until the screen matches. */
    public String await(String what, Predicate<String> wanted) {
        long end = System.nanoTime() + LIMIT.toNanos();
        while (true) {
            String screen = screen();
            if (wanted.test(screen)) {
                return screen;
            }
            if (System.nanoTime() > end) {
                throw new AssertionError("the screen does not come to show " + what + ":\n" + screen);
            }
            pause();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(BETWEEN_LOOKS_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private String run(String... words) {
        List<String> command = new ArrayList<>(
                List.of("tmux", "-u", "-S", directory.resolve("socket").toString(), "-f", "/dev/null"));
        command.addAll(List.of(words));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().remove("TMUX");
        builder.environment().put("LC_ALL", "C.UTF-8");
        try {
            Process process = builder.start();
            process.getOutputStream().close();
            String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new AssertionError(command + " failed: " + out);
            }
            return out;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** Closes the terminal and waits until all processes have ended. */
    @Override
    public void close() {
        run("kill-server");
        try (var files = Files.list(directory)) {
            for (Path file : files.toList()) {
                Files.deleteIfExists(file);
            }
            Files.deleteIfExists(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
