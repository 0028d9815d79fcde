package io.github.siocli.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.siocli.testing.ProcessCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;

class HistoryTest {

    @TempDir
    private Path home;

    private Path file() {
        return home.resolve("sio/history");
    }

    private LineHistory history() {
        return new LineHistory(new HistoryFile(file()));
    }

    private static void add(LineHistory history, String... lines) {
        for (String line : lines) {
            history.add(Instant.EPOCH, line);
        }
    }

    @Test
    void keepsEachLineOnceLatestLast() {
        add(history(), "a", "b {\n c\\n: \"\\\\\"\n}", "a", "a", "c\n");
        assertThat(history().all()).containsExactly("b {\n c\\n: \"\\\\\"\n}", "a", "c");
    }

    @Test
    void omitsSecretsAndLinesWithLeadingSpace() {
        LineHistory history = history();
        add(
                history,
                "join /a --auth token=1",
                " emit hidden",
                "",
                "emit login {password: \"p\"}",
                "emit x 'Bearer b'",
                "emit a");
        assertThat(history.all()).containsExactly("emit a");
        assertThat(file()).hasContent("emit a\n");
    }

    @Test
    void restrictsPermissionsToUser() throws IOException {
        add(history(), "a");
        assertThat(permissions(file())).isEqualTo("rw-------");
        assertThat(permissions(file().getParent())).isEqualTo("rwx------");
        Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("rw-r--r--"));
        add(history(), "b");
        assertThat(permissions(file())).isEqualTo("rw-------");
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    @Test
    void keepsLinesOfConcurrentPrompts() {
        LineHistory one = history();
        LineHistory other = history();
        add(one, "a");
        add(other, "b");
        add(one, "c");
        assertThat(history().all()).containsExactly("a", "b", "c");
        assertThat(one.all()).containsExactly("a", "c");
    }

    @Test
    void shortensLongFile() throws IOException {
        Files.createDirectories(file().getParent());
        Files.write(file(), IntStream.range(0, 9_000).mapToObj(i -> "line " + i).toList());
        List<String> read = history().all();
        assertThat(read).hasSize(2_000).startsWith("line 7000").endsWith("line 8999");
        assertThat(Files.readAllLines(file())).isEqualTo(read);
        add(history(), "x".repeat(20_000));
        assertThat(Files.readAllLines(file())).isEqualTo(read);
    }

    @Test
    void keepsNothingIfFileIsNotWritable() throws IOException {
        Path blocked = Files.writeString(home.resolve("file"), "");
        for (HistoryFile none : List.of(HistoryFile.NONE, new HistoryFile(blocked.resolve("sio/history")))) {
            LineHistory history = new LineHistory(none);
            add(history, "a");
            assertThat(history.all()).containsExactly("a");
            assertThat(none.read()).isEmpty();
        }
    }

    @Test
    @Timeout(value = 1, unit = TimeUnit.MINUTES, threadMode = ThreadMode.SEPARATE_THREAD)
    void isEmptyAndKeepsNothingIfTheFileIsAPipeOrADevice() throws IOException {
        Files.createDirectories(file().getParent());
        String permissionsOfNull = permissions(Path.of("/dev/null"));
        Files.createSymbolicLink(file(), Path.of("/dev/null"));
        assertThat(history().all()).isEmpty();
        add(history(), "a");
        assertThat(permissions(Path.of("/dev/null"))).isEqualTo(permissionsOfNull);
        assertThat(file()).isSymbolicLink();

        Files.delete(file());
        assertThat(new ProcessCommand(home, List.of("mkfifo", file().toString()))
                        .run()
                        .exit())
                .isZero();
        assertThat(history().all()).isEmpty();
        LineHistory history = history();
        add(history, "a");
        assertThat(history.all()).containsExactly("a");
    }

    @Test
    void writesToStandardLocationOfPlatform() {
        assertWritten(Map.of("HOME", home.toString()), false, ".local/state/sio/history");
        assertWritten(Map.of("HOME", home.toString()), true, "Library/Application Support/sio/history");
        assertWritten(Map.of("HOME", "/nowhere", "XDG_STATE_HOME", home + "/state"), false, "state/sio/history");
    }

    private void assertWritten(Map<String, String> variables, boolean mac, String expected) {
        HistoryFile.ofUser(variables, mac).add("a");
        assertThat(home.resolve(expected)).hasContent("a\n");
    }

    @Test
    void navigatesThroughLines() {
        LineHistory history = history();
        add(history, "a", "b");
        assertThat(history.previous()).isTrue();
        assertThat(history.current()).isEqualTo("b");
        assertThat(history.previous()).isTrue();
        assertThat(history.current()).isEqualTo("a");
        assertThat(history.previous()).isFalse();
        assertThat(history.next()).isTrue();
        assertThat(history.next()).isTrue();
        assertThat(history.current()).isEmpty();
        assertThat(history.next()).isFalse();
        history.reverseIterator()
                .forEachRemaining(entry -> assertThat(entry.line()).isIn("a", "b"));
    }
}
