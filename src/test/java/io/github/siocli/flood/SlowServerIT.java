package io.github.siocli.flood;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.siocli.event.ExitCode;
import io.github.siocli.json.Json;
import io.github.siocli.testing.Sio;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Checks a server whose output is not read, in its own process with a small heap. */
class SlowServerIT {

    @Test
    void servesClientsInSmallHeapAndStopsOnSignal() throws Exception {
        try (SmallProcess server = SmallProcess.start("serve", "-p", "0", "--json")) {
            Map<String, Json> listening = Json.parse(server.line()).members();
            assertThat(listening.get("type").stringValue()).isEqualTo("listen");
            String url = listening.get("url").stringValue();
            // More than the heap can hold; no line of it is read.
            String text = "x".repeat(500_000);
            Sio.Result flood = Sio.with()
                    .limit(Duration.ofSeconds(60))
                    .run(
                            "emit",
                            url,
                            "big",
                            text,
                            "--repeat",
                            "400",
                            "--ack",
                            "--transport",
                            "websocket",
                            "-o",
                            "/dev/null");
            assertThat(flood.code()).as(flood.err()).isEqualTo(ExitCode.DONE);
            assertThat(server.line()).contains("\"type\":\"connect\"");
            assertThat(server.terminate()).isEqualTo(143);
            assertThat(server.err()).doesNotContain("OutOfMemory", "internal error");
        }
    }
}
