package io.github.siocli.prompt;

import io.github.siocli.startup.NativeLibraryUnpacker;
import io.github.siocli.testing.Tmux;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Starts the packaged program on a terminal. */
final class PromptOnTerminal {

    /** The directory of JLine's native library, unpacked once for all tests of this JVM. */
    private static final Path NATIVE = unpackedNativeLibrary();

    private final Path home;
    private final Map<String, String> variables = new LinkedHashMap<>();
    private String library = "-Dlibrary.jline.path=" + quoted(NATIVE);
    private int columns = 100;
    private int rows = 30;

    /**
     * Creates a launcher for a terminal of 100 columns and 30 rows, with UTF-8.
     *
     * @param home the home directory of the user
     */
    PromptOnTerminal(Path home) {
        this.home = home;
        variables.put("HOME", home.toString());
        variables.put("LC_ALL", "C.UTF-8");
    }

    private static Path unpackedNativeLibrary() {
        Path directory =
                Path.of("target", "native-" + ProcessHandle.current().pid()).toAbsolutePath();
        try {
            NativeLibraryUnpacker.main(
                    new String[] {Files.createDirectories(directory).toString()});
            return directory;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    PromptOnTerminal size(int newColumns, int newRows) {
        columns = newColumns;
        rows = newRows;
        return this;
    }

    PromptOnTerminal with(String variable, String value) {
        variables.put(variable, value);
        return this;
    }

    /** Starts the program as on a machine that has no native library. */
    PromptOnTerminal withoutNativeLibrary() {
        library = "";
        return this;
    }

    /** Starts {@code sio connect} with arguments that need no quotes; its process id is in {@code $HOME/pid}. */
    Tmux connect(String args) {
        return run("connect " + args);
    }

    /** Starts any command of {@code sio}. */
    Tmux run(String args) {
        StringBuilder line = new StringBuilder("unset XDG_STATE_HOME NO_COLOR CLICOLOR_FORCE\n");
        variables.forEach((name, value) ->
                line.append("export ").append(name).append("='").append(value).append("'\n"));
        line.append("sh -c 'echo $$ > \"$HOME/pid\"; exec \"$0\" \"$@\"' ")
                .append(quoted(Path.of(System.getProperty("java.home"), "bin", "java")))
                .append(
                        " -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Dsio.terminal=stdin,stdout,stderr --enable-native-access=ALL-UNNAMED ")
                .append(library)
                .append(" -cp ")
                .append(quoted(Path.of("target", "sio.jar").toAbsolutePath())
                        + File.pathSeparator
                        + quoted(Path.of("target", "lib").toAbsolutePath().resolve("*")))
                .append(" io.github.siocli.app.Main ")
                .append(args);
        return Tmux.start(columns, rows, line.toString());
    }

    private static String quoted(Path path) {
        return "'" + path + "'";
    }

    /** Returns the history file. */
    Path history() {
        boolean mac = System.getProperty("os.name").startsWith("Mac");
        return home.resolve(mac ? "Library/Application Support/sio/history" : ".local/state/sio/history");
    }
}
