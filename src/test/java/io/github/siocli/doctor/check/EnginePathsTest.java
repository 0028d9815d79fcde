package io.github.siocli.doctor.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class EnginePathsTest {

    @Test
    void triesThePathOfTheUrlFirst() {
        assertThat(EnginePaths.likely("/socket.io/", Optional.of("/api/v1")))
                .containsExactly(
                        "/api/v1/socket.io/",
                        "/api/socket.io/",
                        "/api/v1/",
                        "/socket.io",
                        "/api/socketio/",
                        "/socketio/",
                        "/io/",
                        "/engine.io/",
                        "/ws/");
    }

    @Test
    void triesTheDefaultPathInsteadOfAnother() {
        assertThat(EnginePaths.likely("/ws", Optional.empty()))
                .containsExactly(
                        "/socket.io/", "/ws", "/api/socket.io/", "/api/socketio/", "/socketio/", "/io/", "/engine.io/");
    }

    @Test
    void neverTriesTheGivenPathAgain() {
        assertThat(EnginePaths.likely("/engine.io/", Optional.of("/engine.io")))
                .doesNotContain("/engine.io/")
                .contains("/engine.io");
    }
}
