package io.github.siocli.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.siocli.event.Arguments;
import io.github.siocli.event.ExitCode;
import io.github.siocli.event.Transport;
import io.github.siocli.json.Json;
import io.github.siocli.server.engine.EngineOptions;
import io.github.siocli.testing.RunningProgram;
import io.github.siocli.testing.Sio;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Our own client against our own server. */
class OwnProgramTest {

    private static TestServer served;

    @BeforeAll
    static void start() {
        served = TestServer.start(options -> options.withMaxClients(3));
    }

    @AfterAll
    static void end() {
        served.close();
    }

    @ParameterizedTest
    @CsvSource({
        "4, polling",
        "4, websocket",
        "4, 'polling,websocket'",
        "3, polling",
        "3, websocket",
        "3, 'polling,websocket'"
    })
    void acknowledgesEvent(String eio, String transports) {
        Sio.Result result = Sio.run(
                "emit",
                "--eio",
                eio,
                "--transport",
                transports,
                served.url(),
                "echo",
                "é😀",
                "{\"z\":1,\"a\":12345678901234567890.50}",
                "hex:00ff",
                "--ack");
        assertThat(result.err()).isEmpty();
        assertThat(result.code()).isEqualTo(ExitCode.DONE);
        assertThat(result.out()).contains("é😀", "{\"z\":1,\"a\":12345678901234567890.50}", "AP8=");
    }

    @ParameterizedTest
    @ValueSource(strings = {"polling", "websocket", "polling,websocket"})
    void eventsOfTwoNamespacesAreTailed(String transports) {
        try (RunningProgram tail = Sio.start(
                "tail", "--transport", transports, served.url(), "-n", "/chat", "-n", "/custom", "--json", "-c", "4")) {
            served.await("connected /c");
            served.await("connected /c");
            served.server().query(() -> {
                served.server().namespace("/chat").emit("news", Arguments.of(Json.literal("1")));
                served.server().namespace("/custom").emit("news", Arguments.of(Json.literal("2")));
                return true;
            });
            Sio.Result result = tail.exit();
            assertThat(result.code()).isEqualTo(ExitCode.DONE);
            assertThat(result.out())
                    .contains("\"nsp\":\"/chat\",\"event\":\"news\",\"args\":[1]")
                    .contains("\"nsp\":\"/custom\",\"event\":\"news\",\"args\":[2]");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"polling", "websocket"})
    void reportsRefusal(String transport) {
        Sio.Result result = Sio.run("emit", "--transport", transport, served.url(), "-n", "/admin", "echo", "--ack");
        assertThat(result.code()).isEqualTo(ExitCode.REFUSED);
        assertThat(result.err()).contains("not authorized", "E_AUTH");
        Sio.Result invalid = Sio.run("emit", "--transport", transport, served.url(), "-n", "/nowhere", "echo", "--ack");
        assertThat(invalid.code()).isEqualTo(ExitCode.REFUSED);
        assertThat(invalid.err()).contains("Invalid namespace");
    }

    @Test
    void namesTransportThatIsNotOffered() {
        EngineOptions engine = EngineOptions.DEFAULT.withTransports(Set.of(Transport.POLLING), true);
        try (TestServer polling = TestServer.start(options -> options.withEngine(engine))) {
            Sio.Result result = Sio.run("emit", "--transport", "websocket", polling.url(), "echo");
            assertThat(result.code()).isEqualTo(ExitCode.NOT_CONNECTED);
            assertThat(result.err()).contains("websocket", "Transport unknown");
        }
    }
}
