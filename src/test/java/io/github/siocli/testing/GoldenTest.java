package io.github.siocli.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GoldenTest {

    @Test
    void acceptsSameText(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("same.golden"), "a\nb");
        Golden.compare(file, "a\nb");
    }

    @Test
    void showsDifferenceWithContext(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("other.golden"), "1\n2\n3\n4\n5\n6\n7\n");
        assertThatThrownBy(() -> Golden.compare(file, "1\n2\n3\nfour\n4b\u001b[0m\n5\n6\n7\n"))
                .isInstanceOf(AssertionError.class)
                .hasMessage(file + " differs from line 4 on; -Dgolden.update=true rewrites it\n"
                        + "  2\n  3\n- 4\n+ four\n+ 4b␛[0m\n  5\n  6\n");
    }

    @Test
    void doesNotCreateMissingFile(@TempDir Path folder) {
        Path file = folder.resolve("missing.golden");
        assertThatThrownBy(() -> Golden.compare(file, "a")).hasMessageContaining("does not exist");
        assertThat(file).doesNotExist();
    }
}
