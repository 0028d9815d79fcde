package io.github.siocli.mock;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.siocli.event.ExitCode;
import io.github.siocli.testing.Sio;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Our own client against a server with rules. */
class OwnClientTest {

    private Optional<RuleServer> ruled = Optional.empty();

    private RuleServer serve(RuleServer server) {
        ruled = Optional.of(server);
        return server;
    }

    @AfterEach
    void end() {
        ruled.ifPresent(RuleServer::close);
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
    void acknowledgesEventByRule(String eio, String transports) {
        RuleServer server = serve(RuleServer.by("on hello ack \"hi $1\" $2 {back: $3}"));
        Sio.Result result = Sio.run(
                "emit",
                "--eio",
                eio,
                "--transport",
                transports,
                server.url(),
                "hello",
                "ann",
                "12345678901234567890.50",
                "hex:00ff",
                "--ack",
                "--json");
        assertThat(result.err()).isEmpty();
        assertThat(result.code()).isEqualTo(ExitCode.DONE);
        assertThat(result.out()).contains("\"hi ann\",12345678901234567890.50,{\"back\":{\"$binary\":\"AP8=\"}}");
    }

    @Test
    void timesOutWithoutAcknowledgement() {
        RuleServer server = serve(RuleServer.by("on hello no-ack then ack 1\non other ack"));
        for (String event : new String[] {"hello", "nobody-reacts"}) {
            Sio.Result result = Sio.run("emit", server.url(), event, "--ack", "--ack-timeout", "300ms");
            assertThat(result.code()).isEqualTo(ExitCode.TIMED_OUT);
            assertThat(result.err()).contains("no acknowledgement of \"" + event + "\"");
        }
    }

    @Test
    void reportsRefusal() {
        RuleServer server =
                serve(RuleServer.by("namespace /admin refuse \"not you\" {code: 7} unless $auth.token == s3cret"));
        Sio.Result refused = Sio.run("emit", "-n", "/admin", server.url(), "hello");
        assertThat(refused.code()).isEqualTo(ExitCode.REFUSED);
        assertThat(refused.err()).contains("not you", "7");
        Sio.Result admitted =
                Sio.run("emit", "-n", "/admin", "--auth", "{token: 's3cret'}", server.url(), "hello", "--ack");
        assertThat(admitted.code()).isEqualTo(ExitCode.DONE);
        Sio.Result invalid = Sio.run("emit", "-n", "/other", server.url(), "hello");
        assertThat(invalid.code()).isEqualTo(ExitCode.REFUSED);
        assertThat(invalid.err()).contains("does not exist");
    }

    @Test
    void recognisesMalformedPacket() {
        RuleServer server = serve(RuleServer.by("on hello malformed then sleep 50ms then emit said"));
        Sio.Result result =
                Sio.with().in("emit hello\nwait said --timeout 10s\n").run("connect", "-v", server.url());
        assertThat(result.err()).contains("malformed");
        assertThat(result.out()).contains("said");
    }
}
