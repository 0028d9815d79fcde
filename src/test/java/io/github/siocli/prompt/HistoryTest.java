package io.github.siocli.prompt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.siocli.testing.ProcessCommand;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.terminal.impl.DumbTerminal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HistoryTest {

    @TempDir
    private Path home;

    private Path file() {
        return home.resolve("sio/history");
    }

    private LineHistory history() throws IOException {
        return open(new HistoryFile(file()));
    }

    private static LineHistory open(HistoryFile file) throws IOException {
        LineHistory history = new LineHistory(file);
        LineReader reader = LineReaderBuilder.builder()
                .terminal(new DumbTerminal(InputStream.nullInputStream(), OutputStream.nullOutputStream()))
                .history(history)
                .build();
        history.open(reader);
        return history;
    }

    private static List<String> lines(LineHistory history) {
        List<String> lines = new ArrayList<>();
        history.forEach(entry -> lines.add(entry.line()));
        return lines;
    }

    private static void add(LineHistory history, String... lines) {
        for (String line : lines) {
            history.add(Instant.EPOCH, line);
        }
    }

    @Test
    void keepsRepeatedLineOnce() throws IOException {
        add(history(), "a", "b {\n c\\n: \"\\\\\"\n}", "a", "a", "c\n");
        assertThat(lines(history())).containsExactly("a", "b {\n c\\n: \"\\\\\"\n}", "a", "c");
    }

    @Test
    void skipsLinesThatAreNotOfTheHistory() throws IOException {
        Files.createDirectories(file().getParent());
        Files.writeString(file(), "a\nbroken\\\nb\n");
        assertThat(lines(history())).containsExactly("a", "b");
        Files.write(file(), new byte[] {(byte) 0xff, '\n'});
        assertThat(lines(history())).isEmpty();
    }

    @Test
    void omitsSecretsAndLinesWithLeadingSpace() throws IOException {
        LineHistory history = history();
        add(
                history,
                "join /a --auth token=1",
                " emit hidden",
                "",
                "emit login {password: \"p\"}",
                "emit x 'Bearer b'",
                "emit a");
        assertThat(lines(history)).containsExactly("emit a");
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
    void keepsLinesOfConcurrentPrompts() throws IOException {
        LineHistory one = history();
        LineHistory other = history();
        add(one, "a");
        add(other, "b");
        add(one, "c");
        assertThat(lines(history())).containsExactly("a", "b", "c");
        assertThat(lines(one)).containsExactly("a", "c");
    }

    @Test
    void shortensLongFile() throws IOException {
        Files.createDirectories(file().getParent());
        Files.write(file(), IntStream.range(0, 9_000).mapToObj(i -> "line " + i).toList());
        List<String> read = lines(history());
        assertThat(read).hasSize(2_000).startsWith("line 7000").endsWith("line 8999");
        add(history(), "x".repeat(20_000));
        assertThat(Files.readAllLines(file())).isEqualTo(read);
    }

    @Test
    void keepsNothingIfFileIsNotWritable() throws IOException {
        Path blocked = Files.writeString(home.resolve("file"), "");
        for (HistoryFile none : List.of(HistoryFile.NONE, new HistoryFile(blocked.resolve("sio/history")))) {
            LineHistory history = open(none);
            add(history, "a");
            assertThat(lines(history)).containsExactly("a");
            assertThat(lines(open(none))).isEmpty();
        }
    }

    @Test
    @Timeout(value = 1, unit = TimeUnit.MINUTES, threadMode = ThreadMode.SEPARATE_THREAD)
    void isEmptyAndKeepsNothingIfTheFileIsAPipeOrADevice() throws IOException {
        Files.createDirectories(file().getParent());
        String permissionsOfNull = permissions(Path.of("/dev/null"));
        Files.createSymbolicLink(file(), Path.of("/dev/null"));
        assertThat(lines(history())).isEmpty();
        add(history(), "a");
        assertThat(permissions(Path.of("/dev/null"))).isEqualTo(permissionsOfNull);
        assertThat(file()).isSymbolicLink();

        Files.delete(file());
        assertThat(new ProcessCommand(home, List.of("mkfifo", file().toString()))
                        .run()
                        .exit())
                .isZero();
        assertThat(lines(history())).isEmpty();
        LineHistory history = history();
        add(history, "a");
        assertThat(lines(history)).containsExactly("a");
    }

    @ParameterizedTest
    @CsvSource({
        "!!, emit c 3",
        "!! --ack, emit c 3 --ack",
        "!1, emit a 1",
        "!-2, wait b",
        "!2 --timeout 1s, wait b --timeout 1s",
        "!w, wait b",
        "!emit {a: 1}!, emit c 3 {a: 1}!"
    })
    void expandsReference(String typed, String expected) throws IOException {
        assertThat(expand(typed)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"emit a !!", "emit a {b: \"!1\"}", "wow!", "!", "! a", "", "^a^b"})
    void keepsOtherExclamationMarks(String typed) throws IOException {
        assertThat(expand(typed)).isEqualTo(typed);
    }

    @ParameterizedTest
    @ValueSource(strings = {"!0", "!4", "!-4", "!x", "!99999999999"})
    void refusesReferenceToMissingLine(String typed) {
        assertThatThrownBy(() -> expand(typed)).isInstanceOf(IllegalArgumentException.class);
    }

    private static String expand(String typed) throws IOException {
        LineHistory history = open(HistoryFile.NONE);
        add(history, "emit a 1", "wait b", "emit c 3");
        history.moveToFirst();
        return new HistoryExpander().expandHistory(history, typed);
    }
}
