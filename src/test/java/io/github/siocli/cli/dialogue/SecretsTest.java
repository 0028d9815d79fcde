package io.github.siocli.cli.dialogue;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "join /admin --auth token=x",
                "join /admin --auth={a:1}",
                "join /admin -a a=1",
                "set auth {a: 1}",
                "set --auth {a: 1}",
                "set header Authorization: Basic x",
                "set bearer abc",
                "set user name:word",
                "set cookie sid=1",
                "emit login {user: \"a\", password: \"b\"}",
                "emit login {accessToken: 1}",
                "connect https://ada:lovelace@example.org/chat",
                "connect ada:lovelace@localhost:3000"
            })
    void credentialsAreFound(String line) {
        assertThat(Secrets.isIn(line)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "emit chat {text: \"hi\", n: [1, 2]} true",
                "set ack-timeout 2s",
                "set output json",
                "connect http://localhost:3000/chat",
                "emit mail {to: \"ada@example.org\"}",
                "emit at 12:30@noon",
                "join /auth",
                "use /a"
            })
    void otherLinesAreKept(String line) {
        assertThat(Secrets.isIn(line)).isFalse();
    }
}
