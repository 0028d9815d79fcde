package io.github.siocli.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DiscardingOutputTest {

    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private @Nullable String problem;

    private final DiscardingOutput out = new DiscardingOutput(new OutputStream() {
        @Override
        public void write(int b) throws IOException {
            flush();
            written.write(b);
        }

        @Override
        public void flush() throws IOException {
            if (problem != null) {
                throw new IOException(problem);
            }
        }
    });

    @Test
    void discardsEverythingAfterReaderHasClosedThePipe() throws IOException {
        out.write('a');
        problem = "Broken pipe";
        out.write(new byte[] {'b'});
        problem = null;
        out.write('c');
        out.flush();
        assertThat(written).hasToString("a");
    }

    @Test
    void discardsEverythingAfterFlushHasFoundClosedPipe() throws IOException {
        out.write('a');
        problem = "Broken pipe";
        out.flush();
        problem = null;
        out.write('b');
        assertThat(written).hasToString("a");
    }

    @Test
    void reportsFullDisk() {
        problem = "No space left on device";
        assertThatThrownBy(() -> out.write('a')).isInstanceOf(IOException.class);
        assertThatThrownBy(out::flush).isInstanceOf(IOException.class);
    }
}
