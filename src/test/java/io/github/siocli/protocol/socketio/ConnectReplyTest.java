package io.github.siocli.protocol.socketio;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.siocli.event.LifecycleEvent.NamespaceRefused;
import io.github.siocli.json.Json;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConnectReplyTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"sid":"a","pid":"b"} | a | b
            {"sid":"a"}           | a |
            {"pid":7,"sid":["a"]} |   |
            "sid"                 |   |
                                  |   |
            """)
    void readsTheIdsOfAConnect(String data, String sid, String pid) {
        Packet.Connect packet = new Packet.Connect("/", json(data));
        assertThat(ConnectReply.sid(packet)).isEqualTo(Optional.ofNullable(sid));
        assertThat(ConnectReply.pid(packet)).isEqualTo(Optional.ofNullable(pid));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"message":"no","data":{"a":1}} | no | {"a":1}        | true
            {"message":"no"}                | no |                | true
            {"message":7}                   | `` | {"message":7}  | false
            "no"                            | no |                | false
            [1]                             | `` | [1]            | false
                                            | `` |                | false
            """)
    void readsTheReasonOfARefusalOrADisconnect(String payload, String message, String data, boolean hasMessage) {
        Packet.ConnectError error = new Packet.ConnectError("/a", json(payload));
        assertThat(ConnectReply.refusal(Instant.EPOCH, error))
                .isEqualTo(new NamespaceRefused(Instant.EPOCH, "/a", message, json(data)));
        assertThat(ConnectReply.hasMessage(error)).isEqualTo(hasMessage);
        assertThat(ConnectReply.reason(new Packet.Disconnect("/a", json(payload))))
                .satisfies(reason -> {
                    assertThat(reason.message()).isEqualTo(message);
                    assertThat(reason.data()).isEqualTo(json(data));
                });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "n\\"o"  | {"message":"n\\"o"}
            {"a":1} | {"message":"","data":{"a":1}}
            """)
    void convertsRefusalsOfEarlierProtocols(String error, String data) {
        assertThat(ConnectReply.toProtocol5("/a", Json.literal(error)))
                .isEqualTo(new Packet.ConnectError("/a", json(data)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"token":"a b,+&=","n":[1,2],"é":true} | ?token=a%20b%2C%2B%26%3D&n=%5B1%2C2%5D&%C3%A9=true
            {}                                     | ``
            "secret"                               | ?auth=secret
            [1]                                    | ?auth=%5B1%5D
            null                                   | ``
                                                   | ``
            """)
    void writesAuthAsAQuery(String auth, String query) {
        assertThat(AuthQuery.suffix(json(auth).orElse(null))).isEqualTo(query);
    }

    @Test
    void doesNotEncodeTheParametersThatItReturns() {
        assertThat(AuthQuery.parameters(Json.literal("{\"token\":\"a b\",\"n\":{\"x\":1}}")))
                .containsEntry("token", "a b")
                .containsEntry("n", "{\"x\":1}");
    }

    private static Optional<Json> json(String text) {
        return Optional.ofNullable(text).map(Json::literal);
    }
}
