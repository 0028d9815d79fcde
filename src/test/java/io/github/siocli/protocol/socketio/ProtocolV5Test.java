package io.github.siocli.protocol.socketio;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.siocli.event.Arguments;
import io.github.siocli.json.Json;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProtocolV5Test {

    private static final String LATE = "other protocol: it answered for / without a request";

    private final RecordingHandler handler = new RecordingHandler();

    @Test
    void requestsEachNamespace() {
        ProtocolV5 protocol = newProtocol(false);
        protocol.connect("/", Json.literal("{\"token\":1}"));
        protocol.receive(connect("/", "{\"sid\":\"a\",\"pid\":\"p\"}"));
        protocol.disconnect("/");
        assertThat(handler.requests).containsExactly("connect / {\"token\":1}", "disconnect /");
        assertThat(handler.reports).containsExactly("connected / a p");
        assertThat(protocol.receive(new Packet.Disconnect("/unknown"))).isPresent();
        assertThat(protocol.supportsRecovery()).isTrue();
    }

    @Test
    void reportsTheServersDisconnect() {
        assertThat(newProtocol(false).receive(new Packet.Disconnect("/", Optional.of(Json.string("why")))))
                .isEmpty();
        newProtocol(true).receive(new Packet.Event("/", "a", Arguments.NONE, OptionalLong.empty()));
        assertThat(handler.reports).containsExactly("disconnected / \"why\"");
    }

    @Test
    void reportsAConnectWithoutId() {
        newProtocol(false).receive(new Packet.Connect("/", Optional.empty()));
        assertThat(handler.reports).containsExactly("other protocol: it connected / without a sid");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"no\"", "{\"code\":7}", "{\"message\":7}"})
    void recognizesTheRefusalOfAnOlderServerIfTheProtocolIsAssumed(String data) {
        Packet error = new Packet.ConnectError("/", Optional.of(Json.literal(data)));
        newProtocol(true).receive(error);
        newProtocol(false).receive(error);
        assertThat(handler.reports).containsExactly(LATE, "refused / " + data);
    }

    @Test
    void recognizesTheAnswersOfAnOlderServerIfTheProtocolIsAssumed() {
        newProtocol(true).receive(new Packet.Connect("/", Optional.empty()));
        newProtocol(true).receive(new Packet.ConnectError("/", Optional.empty()));
        assertThat(handler.reports).containsExactly(LATE, LATE);
    }

    @Test
    void reportsTheOlderServerOnce() {
        ProtocolV5 protocol = newProtocol(true);
        protocol.receive(new Packet.Connect("/", Optional.empty()));
        protocol.receive(new Packet.Connect("/", Optional.empty()));
        protocol.receive(new Packet.Disconnect("/unknown"));
        assertThat(handler.reports).containsExactly(LATE);
    }

    @Test
    void stopsToDoubtTheProtocolWithTheFirstId() {
        ProtocolV5 protocol = newProtocol(true);
        protocol.receive(new Packet.ConnectError("/", Optional.of(Json.literal("{\"message\":\"no\"}"))));
        protocol.receive(connect("/", "{\"sid\":\"a\"}"));
        protocol.receive(new Packet.ConnectError("/", Optional.of(Json.literal("7"))));
        assertThat(handler.reports).containsExactly("refused / {\"message\":\"no\"}", "connected / a", "refused / 7");
    }

    private ProtocolV5 newProtocol(boolean isAssumed) {
        handler.known.add("/");
        return new ProtocolV5(handler, isAssumed);
    }

    private static Packet connect(String nsp, String data) {
        return new Packet.Connect(nsp, Optional.of(Json.literal(data)));
    }
}
