package io.github.siocli.shell.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.siocli.event.Transport;
import io.github.siocli.json.Json;
import io.github.siocli.protocol.engineio.Generation;
import io.github.siocli.server.ConnectRequest;
import io.github.siocli.server.engine.HandshakeRequest;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AuthCheckTest {

    private static final HandshakeRequest HANDSHAKE = new HandshakeRequest(
            Generation.EIO4,
            Transport.POLLING,
            Map.of(),
            Map.of(),
            new InetSocketAddress("127.0.0.1", 5000),
            Instant.EPOCH);

    private static boolean accepts(String required, Optional<String> auth, Map<String, String> query) {
        return new AuthCheck(Optional.of(Json.literal(required)))
                .accepts(new ConnectRequest("/", auth.map(Json::literal), query, HANDSHAKE));
    }

    @Test
    void acceptsEveryClientWithoutRequiredAuth() {
        assertThat(new AuthCheck(Optional.empty())
                        .accepts(new ConnectRequest("/", Optional.empty(), Map.of(), HANDSHAKE)))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"t\":\"a\"}          | {\"t\":\"a\"}            | true",
                "{\"t\":\"a\"}          | {\"t\":\"\\u0061\"}      | true",
                "{\"t\":\"a\"}          | {\"x\":1,\"t\":\"a\"}    | true",
                "{\"t\":\"a\"}          | {\"t\":\"b\"}            | false",
                "{\"t\":\"a\"}          | {}                       | false",
                "{\"t\":\"1\"}          | {\"t\":1}                | false",
                "{\"t\":{\"u\":1}}      | {\"t\":{\"u\":1,\"v\":2}} | true",
                "{\"t\":{\"u\":1}}      | {\"t\":{\"u\":2}}        | false",
                "{\"t\":1}              | \"t\"                    | false",
                "\"secret\"             | \"secret\"               | true",
                "[1,2]                  | [1,2]                    | true",
                "[1,2]                  | [1]                      | false"
            })
    void requiresAllMembersAndAllowsMore(String required, String actual, boolean isAccepted) {
        assertThat(accepts(required, Optional.of(actual), Map.of())).isEqualTo(isAccepted);
    }

    @Test
    void readsQueryOfEngineIo3Client() {
        String required = "{\"token\":\"a\",\"n\":1}";
        assertThat(accepts(required, Optional.empty(), Map.of("token", "a", "n", "1")))
                .isTrue();
        assertThat(accepts(required, Optional.empty(), Map.of("token", "a"))).isFalse();
        assertThat(accepts(required, Optional.of("{\"token\":\"b\"}"), Map.of("token", "a", "n", "1")))
                .isFalse();
    }
}
