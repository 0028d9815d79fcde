package io.github.siocli.prompt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jline.reader.EndOfFileException;
import org.jline.terminal.Size;
import org.jline.terminal.impl.LineDisciplineTerminal;
import org.jline.utils.AttributedString;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Types keys on an in-memory terminal. */
@Timeout(20)
class LineEditorTest {

    private static final String PASTE = "\u001b[200~";
    private static final String PASTED = "\u001b[201~";
    private static final String UP = "\u001b[A";
    private static final String DOWN = "\u001b[B";

    /** Read by the test while another thread draws. */
    private final List<String> writes = new CopyOnWriteArrayList<>();

    private final LineHistory history = new LineHistory(HistoryFile.NONE);
    private LineDisciplineTerminal terminal;
    private LineEditor editor;

    @BeforeEach
    void open() throws IOException {
        BufferedOutput frame = new BufferedOutput(new ByteArrayOutputStream() {
            @Override
            public synchronized void write(byte[] bytes) {
                writes.add(new String(bytes, StandardCharsets.UTF_8));
            }
        });
        terminal = new LineDisciplineTerminal("test", "xterm", frame, StandardCharsets.UTF_8);
        terminal.setSize(Size.of(60, 20));
        editor = new LineEditor(terminal, frame, history);
        editor.showPrompt(new AttributedString("host/ > "), "… ");
    }

    /** Returns the line that the keys produce. */
    private String line(String keys) throws IOException {
        // In cooked mode the terminal would turn keys into signals, or hold them back until the end of the line.
        terminal.enterRawMode();
        Thread typing = new Thread(() -> {
            try {
                terminal.processInputBytes(keys.getBytes(StandardCharsets.UTF_8));
            } catch (IOException gone) {
                // The reader has finished before.
            }
        });
        typing.setDaemon(true);
        typing.start();
        return editor.readLine();
    }

    @Test
    void indentsContinuedJson() throws IOException {
        assertThat(line("emit a {\rb: [\r1\r]\r}\r")).isEqualTo("emit a {\n  b: [\n    1\n  ]\n}");
        assertThat(line("emit \"a\r")).isEqualTo("emit \"a");
    }

    @Test
    void readsPasteAsOneEntry() throws IOException {
        assertThat(line(PASTE + "emit a {\r\n\tb: 1\r}\r\r" + PASTED + "\r")).isEqualTo("emit a {\n  b: 1\n}");
        String large = "emit a \"" + "x".repeat(100_000) + "\"";
        assertThat(line(PASTE + large + PASTED + "\r")).isEqualTo(large);
    }

    @Test
    void escapesControlCharacters() throws IOException {
        assertThat(line(PASTE + "emit a \"\u0007\u202e\u009b\"" + PASTED + "\r"))
                .isEqualTo("emit a \"\\u0007\\u202e\\u009b\"");
        assertThat(String.join("", writes)).doesNotContain("\u0007", "\u202e", "\u009b");
    }

    @Test
    void findsLinesWithSamePrefixByArrowKeys() throws IOException {
        for (String past : List.of("emit a", "wait b", "emit c", "wait d")) {
            history.add(Instant.EPOCH, past);
        }
        assertThat(line(UP + "\r")).isEqualTo("wait d");
        assertThat(line("emit" + UP + "\r")).isEqualTo("emit c");
        assertThat(line("emit" + UP + UP + DOWN + "\r")).isEqualTo("emit c");
        assertThat(line("wait" + UP + DOWN + " x\r")).isEqualTo("wait x");
        assertThat(line("none" + UP + "\r")).isEqualTo("none");
        assertThat(line("wait d" + UP + "\r")).isEqualTo("wait d");
        history.add(Instant.EPOCH, "emit a");
        assertThat(line("emit" + UP + UP + UP + "\r")).isEqualTo("emit a");
        assertThat(line("emit a" + UP + "\r")).isEqualTo("emit a");
    }

    @Test
    void expandsHistoryBeforeLineRunsAndDropsUnknownReference() throws IOException {
        List<String> unknown = new ArrayList<>();
        editor.setOnUnknownReference(unknown::add);
        history.add(Instant.EPOCH, "emit a \"\\n\"");
        assertThat(line("!! 2\r")).isEqualTo("emit a \"\\n\" 2");
        assertThat(line("!x y\rexit\r")).isEqualTo("exit");
        assertThat(unknown).containsExactly("!x y");
    }

    @Test
    void printsAboveInOneWriteWithLine() throws Exception {
        terminal.enterRawMode();
        Thread reader = new Thread(() -> editor.readLine());
        reader.setDaemon(true);
        reader.start();
        terminal.processInputBytes("emit half".getBytes(StandardCharsets.UTF_8));
        while (!String.join("", writes).contains("half")) {
            Thread.onSpinWait();
        }
        int before = writes.size();
        editor.printAbove("an event\n");
        assertThat(writes).hasSize(before + 1);
        assertThat(writes.get(before)).containsSubsequence("an event\r\n", "host/ > emit half");
        editor.showPrompt(new AttributedString("host/ > "), "… ");
        assertThat(writes).hasSize(before + 1);
        editor.showPrompt(new AttributedString("gone > "), "… ");
        assertThat(writes).hasSize(before + 2);
        terminal.processInputBytes("\r".getBytes(StandardCharsets.UTF_8));
        reader.join();
        editor.printAbove("more\n");
        assertThat(writes.get(writes.size() - 1)).isEqualTo("more\r\n");
    }

    @Test
    void reportsEndOfInput() throws IOException {
        assertThatThrownBy(() -> line("\u0004")).isInstanceOf(EndOfFileException.class);
    }
}
