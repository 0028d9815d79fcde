package io.github.siocli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;

class BuildInfoTest {

    @Test
    void readsVersionCommitAndLibrariesFromTheManifest() throws IOException {
        var manifest = new Manifest(new ByteArrayInputStream("""
                Manifest-Version: 1.0
                Implementation-Version: 1.2.3
                Implementation-Commit: 0123456789ab-dirty
                Class-Path: picocli-4.7.7.jar socket.io-client-2.1.2.jar netty-buffer-4
                 .1.138.Final.jar
                """.getBytes(StandardCharsets.UTF_8)));

        var build = BuildInfo.of(manifest);

        assertThat(build)
                .isEqualTo(new BuildInfo(
                        "1.2.3",
                        "0123456789ab-dirty",
                        List.of("netty-buffer-4.1.138.Final", "picocli-4.7.7", "socket.io-client-2.1.2")));
        assertThat(build.details().lines())
                .contains(
                        "  commit     0123456789ab-dirty",
                        "  libraries  netty-buffer 4.1.138.Final",
                        "             picocli 4.7.7",
                        "             socket.io-client 2.1.2");
    }

    @Test
    void namesNothingWithoutAManifest() {
        assertThat(BuildInfo.of(new Manifest())).isEqualTo(new BuildInfo("(not packaged)", "unknown", List.of()));
    }
}
