package io.github.siocli.shell;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.siocli.event.Arguments;
import io.github.siocli.event.DataEvent.EventReceived;
import io.github.siocli.event.Event;
import io.github.siocli.event.EventName;
import io.github.siocli.event.Failure;
import io.github.siocli.event.FailureException;
import io.github.siocli.event.FailureKind;
import io.github.siocli.output.Display;
import io.github.siocli.secret.Redaction;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileSinkTest {

    private static final Event EVENT =
            new EventReceived(Instant.EPOCH, "/", EventName.of("a"), Arguments.NONE, OptionalLong.empty());

    private final List<Failure> failures = new ArrayList<>();
    private final FileSink sink = new FileSink((Display) Proxy.newProxyInstance(
            Display.class.getClassLoader(), new Class<?>[] {Display.class}, (proxy, method, args) -> {
                assertThat(method.getName()).isEqualTo("showFailure");
                failures.add((Failure) args[1]);
                return null;
            }));

    @TempDir
    private Path directory;

    @Test
    void writesEachBatchToTheCurrentFile() throws FailureException, IOException {
        Path first = directory.resolve("first");
        Path second = directory.resolve("second");
        sink.process(EVENT);
        sink.endBatch();
        sink.switchTo(RecordingFile.recording(first, Redaction.NONE));
        assertThat(sink.file()).contains(first);
        sink.process(EVENT);
        sink.process(EVENT);
        assertThat(first).isEmptyFile();
        sink.endBatch();
        assertThat(first).content().hasLineCount(2);
        sink.switchTo(RecordingFile.recording(second, Redaction.NONE));
        sink.process(EVENT);
        sink.switchTo(null);
        assertThat(sink.file()).isEmpty();
        assertThat(Files.readAllLines(second)).hasSize(1);
        assertThat(Files.readAllLines(first)).hasSize(2);
        assertThat(sink.failure()).isEmpty();
    }

    @Test
    void dropsAFileThatCannotBeWrittenAndShowsTheFailureOnce() throws FailureException {
        RecordingFile file = RecordingFile.recording(directory.resolve("file"), Redaction.NONE);
        sink.switchTo(file);
        file.close();
        sink.process(EVENT);
        sink.endBatch();
        sink.process(EVENT);
        sink.endBatch();
        assertThat(failures)
                .singleElement()
                .satisfies(failure -> assertThat(failure.kind()).isEqualTo(FailureKind.FILE_UNWRITABLE));
        assertThat(sink.failure()).contains(failures.get(0));
        assertThat(sink.file()).isEmpty();
    }
}
