package io.github.siocli.interop;

import static io.github.siocli.event.ExitCode.DONE;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.siocli.testing.NodeServer;
import io.github.siocli.testing.Sio;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Checks POSTs over polling with a strict server. */
class PostsIT {

    private static final Pattern PACKETS = Pattern.compile("\"packets\":(\\d+)");
    private static final Pattern NUMBERS = Pattern.compile("e\\\\\",(\\d+)");

    @ParameterizedTest
    @ValueSource(ints = {3, 4})
    void sendsNoMoreThanSixteenPacketsInOnePostAndAllInOrder(int eio) {
        try (NodeServer server = NodeServer.engine("{\"eio\":" + eio + "}")) {
            String lines = IntStream.range(0, 300)
                    .mapToObj(i -> i % 50 == 0 ? "e " + i + " hex:01 hex:02 hex:03 hex:04\n" : "e " + i + "\n")
                    .collect(Collectors.joining());
            Sio.Result result = Sio.with().in(lines).run("emit", "--lines", "--transport", "polling", server.url());
            assertThat(result).isEqualTo(new Sio.Result(DONE, "", ""));
            List<String> posts = posts(server);
            assertThat(posts).allSatisfy(post -> assertThat(packets(post)).isLessThanOrEqualTo(16));
            assertThat(posts.stream().mapToInt(PostsIT::packets).sum()).isGreaterThanOrEqualTo(300 + 6 * 4);
            assertThat(posts.stream()
                            .flatMap(post -> NUMBERS.matcher(post).results())
                            .map(found -> found.group(1)))
                    .containsExactlyElementsOf(
                            IntStream.range(0, 300).mapToObj(String::valueOf).toList());
        }
    }

    @Test
    void sendsBytesAsOneLineOfBase64() {
        try (NodeServer server = NodeServer.engine("{}")) {
            String bytes = "00ff7e".repeat(100);
            Sio.Result result = Sio.run("emit", "--transport", "polling", server.url(), "e", "hex:" + bytes, "hex:");
            assertThat(result).isEqualTo(new Sio.Result(DONE, "", ""));
            assertThat(posts(server))
                    .anySatisfy(post -> assertThat(post).contains("b" + "AP9+".repeat(100)))
                    .allSatisfy(post -> assertThat(post).doesNotContain("\\n"));
        }
    }

    /** Some servers announce keep-alive and close the connection. The request must not be lost. */
    @Test
    void usesNewConnectionIfTheServerClosedAKeptOne() {
        try (NodeServer server = NodeServer.engine("{\"closes\":true}")) {
            for (int i = 0; i < 3; i++) {
                Sio.Result result = Sio.run(
                        "emit",
                        "--transport",
                        "polling",
                        server.url(),
                        "e",
                        "--ack",
                        "--repeat",
                        "5",
                        "--interval",
                        "10ms",
                        "--silent");
                assertThat(result).isEqualTo(new Sio.Result(DONE, "", ""));
            }
            assertThat(posts(server).stream()
                            .filter(post -> post.contains("[\\\"e\\\"]"))
                            .count())
                    .isBetween(3L, 15L);
        }
    }

    private static List<String> posts(NodeServer server) {
        return server.log().stream()
                .filter(line -> line.contains("\"log\":\"post\""))
                .toList();
    }

    private static int packets(String post) {
        MatchResult found = PACKETS.matcher(post).results().findFirst().orElseThrow();
        return Integer.parseInt(found.group(1));
    }
}
