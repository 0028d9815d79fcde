package io.github.siocli.net.trace;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.siocli.event.TraceEvent.Direction;
import io.github.siocli.secret.KnownSecrets;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SecretMaskerTest {

    private final SecretMasker hiding = new SecretMasker(new KnownSecrets(Set.of("hunter2")));

    @Test
    void masksCredentialsInHeadsAndKeepsTheirNames() {
        assertThat(hiding.maskHead("""
                        GET /socket.io/?EIO=4&sid=lv_VI97HAXpY6yYWAAAC&token=t0k%20en&room=7 HTTP/1.1
                        authorization: Bearer abc.def
                        Proxy-Authorization: opaque
                        Cookie: a=1; session="x=y"
                        X-Auth-Token: abc
                        X-Other: hunter2 and more
                        Accept: */*""")).isEqualTo("""
                        GET /socket.io/?EIO=4&sid=lv_VI9***&token=***&room=7 HTTP/1.1
                        authorization: Bearer ***
                        Proxy-Authorization: ***
                        Cookie: a=***; session=***
                        X-Auth-Token: ***
                        X-Other: *** and more
                        Accept: */*""");
    }

    @Test
    void keepsHeaderFieldsThatExplainAFailure() {
        String head = """
                HTTP/1.1 401 Unauthorized
                WWW-Authenticate: Basic realm="x"
                Access-Control-Allow-Credentials: true
                Location: /login?token=abc&to=x
                Set-Cookie: io=lv_VI97HAXpY6yYWAAAC; Path=/; HttpOnly""";
        assertThat(hiding.maskHead(head)).isEqualTo("""
                HTTP/1.1 401 Unauthorized
                WWW-Authenticate: Basic realm="x"
                Access-Control-Allow-Credentials: true
                Location: /login?token=***&to=x
                Set-Cookie: io=***; Path=/; HttpOnly""");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            OUT | 40{"token":"abc","n":[1]}             | 40{"token":"***","n":"***"}
            OUT | 40/chat,{"token":"abc"}               | 40/chat,{"token":"***"}
            OUT | 40"abc"                               | 40***
            OUT | 40{broken                             | 40***
            OUT | 40/chat?token=a%2Cb&n=1,              | 40/chat?token=***&n=***,
            OUT | 40                                    | 40
            IN  | 40{"sid":"abcdefgh","pid":"secret"}   | 40{"sid":"abcdefgh","pid":"***"}
            IN  | 40/chat,{"sid":"abcdefgh"}            | 40/chat,{"sid":"abcdefgh"}
            OUT | 42["login",{"token":"abc"}]           | 42["login",{"token":"abc"}]
            IN  | 42["quoted","hunter2"]                | 42["quoted","***"]
            """)
    void masksAuthPayloadsInConnectPackets(Direction direction, String packet, String shown) {
        assertThat(hiding.maskPacket(direction, packet)).isEqualTo(shown);
    }

    @Test
    void showsTheBeginningOfTheSessionId() {
        assertThat(hiding.maskPacket(Direction.IN, "0{\"sid\":\"lv_VI97HAXpY6yYWAAAC\",\"upgrades\":[]}"))
                .isEqualTo("0{\"sid\":\"lv_VI9***\",\"upgrades\":[]}");
        assertThat(hiding.maskPacket(Direction.IN, "42[\"welcome\",\"/chat#lv_VI97HAXpY6yYWAAAC\"]"))
                .isEqualTo("42[\"welcome\",\"/chat#lv_VI9***\"]");
        assertThat(hiding.maskPacket(Direction.IN, "0{\"sid\":\"short\"}")).isEqualTo("0{\"sid\":\"short\"}");
    }
}
