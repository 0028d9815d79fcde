package io.github.siocli.client.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.siocli.client.option.ConnectOptions;
import io.github.siocli.client.option.ConnectOptions.Endpoint;
import io.github.siocli.client.option.ConnectOptions.HttpSettings;
import io.github.siocli.client.option.ConnectOptions.NameValue;
import io.github.siocli.client.option.ConnectOptions.NetworkSettings;
import io.github.siocli.client.option.ConnectOptions.ParserType;
import io.github.siocli.client.option.ConnectOptions.ProtocolSettings;
import io.github.siocli.client.option.ConnectOptions.ReconnectSettings;
import io.github.siocli.event.Failure;
import io.github.siocli.event.FailureKind;
import io.github.siocli.event.Transport;
import io.github.siocli.json.Json;
import io.github.siocli.net.ServerAddress;
import io.github.siocli.net.cookie.StoredCookie;
import io.github.siocli.net.proxy.ProxyAddress;
import io.github.siocli.net.proxy.ProxyAddress.Credentials;
import io.github.siocli.net.proxy.ProxyAddress.Kind;
import io.github.siocli.net.tls.TlsOptions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretRedactorTest {

    private static final ConnectOptions OPTIONS = new ConnectOptions(
            new Endpoint(new ServerAddress(false, "h", 80), "/socket.io/"),
            List.of("/"),
            Optional.of(Json.literal("{\"token\":\"a7token\",\"user\":{\"name\":\"alice\",\"password\":\"n3sted\"}}")),
            new ProtocolSettings(List.of(Transport.POLLING), true, OptionalInt.empty(), ParserType.JSON),
            new HttpSettings(
                    List.of(
                            // me:hunter2
                            new NameValue("Authorization", "Basic bWU6aHVudGVyMg=="),
                            new NameValue("Authorization", "Bearer eyJhbGciOi.x.y"),
                            new NameValue("X-Api-Key", "k3y-of-ours"),
                            new NameValue("Cookie", "session=s3ss10n; theme=darkness; a=b"),
                            new NameValue("Accept", "text/html")),
                    List.of(new StoredCookie("h", false, "/", false, Optional.empty(), "c", "st0red")),
                    List.of(new NameValue("token", "t0k en/1"), new NameValue("room", "kitchen"))),
            new NetworkSettings(
                    new TlsOptions(false, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()),
                    Optional.of(new ProxyAddress(Kind.HTTP, "p", 1, Optional.of(new Credentials("me", "pr0xyp4ss")))),
                    Duration.ofSeconds(1)),
            ReconnectSettings.NEVER);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bWU6aHVudGVyMg==",
                "hunter2",
                "eyJhbGciOi.x.y",
                "k3y-of-ours",
                "s3ss10n",
                "st0red",
                "a7token",
                "n3sted",
                "t0k en/1",
                "t0k+en%2F1",
                "t0k%20en%2F1",
                "pr0xyp4ss",
                "bWU6cHIweHlwNHNz"
            })
    void masksSecretsInFactsAndEvidence(String secret) {
        Failure told = new SecretRedactor(OPTIONS)
                .redact(Failure.of(FailureKind.USAGE, "you sent " + secret + "!")
                        .withEvidence("<" + secret + ">"));
        assertThat(told.message()).isEqualTo("you sent ***!");
        assertThat(told.evidence()).isEqualTo("<***>");
    }

    @Test
    void keepsOtherText() {
        Failure failure = Failure.of(FailureKind.USAGE, "text/html kitchen alice b", "Basic Bearer me")
                .withEvidence("me b");
        assertThat(new SecretRedactor(OPTIONS).redact(failure)).isEqualTo(failure);
    }
}
