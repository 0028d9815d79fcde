package io.github.siocli.protocol.socketio;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.siocli.json.Json;
import io.github.siocli.protocol.engineio.PacketSyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProtocolV4Test {

    private static final String UNREACHABLE =
            " {\"message\":\"before Socket.IO 3, a namespace needs the root namespace, which is not connected\"}";

    private final RecordingHandler handler = new RecordingHandler();
    private final ProtocolV4 protocol = new ProtocolV4(handler, "engine");

    @Test
    void connectsTheRootWithoutARequest() {
        join("/", "{\"token\":1}");
        assertThat(protocol.isUnanswered()).isTrue();
        receive("0");
        receive("0");
        assertThat(protocol.isUnanswered()).isFalse();
        assertThat(handler.reports).containsExactly("connected / engine");
        assertThat(handler.requests).isEmpty();
    }

    @Test
    void connectsTheRootAtOnceIfTheServerHasConnectedItBefore() {
        assertThat(receive("0")).isEmpty();
        handler.reports.clear();
        join("/", null);
        assertThat(handler.reports).containsExactly("connected / engine");
        assertThat(handler.requests).isEmpty();
    }

    @Test
    void requestsANamespaceWithItsQueryAndAddsAnId() {
        receive("0");
        handler.reports.clear();
        join("/chat", "{\"token\":\"s3cret, ä\",\"n\":[1]}");
        join("/other", null);
        assertThat(handler.requests)
                .containsExactly("connect /chat?token=s3cret%2C%20%C3%A4&n=%5B1%5D", "connect /other");
        receive("0/chat?token=s3cret");
        receive("0/chat,");
        assertThat(handler.reports).containsExactly("connected /chat /chat#engine");
        assertThat(receive("0/unknown,")).isPresent();
        assertThat(receive("4/unknown,\"no\""))
                .contains(new Packet.ConnectError("/unknown", Optional.of(Json.literal("{\"message\":\"no\"}"))));
    }

    @Test
    void delaysNamespacesUntilTheRootIsConnected() {
        join("/", null);
        join("/chat", "{\"token\":\"x\"}");
        assertThat(handler.requests).isEmpty();
        receive("0");
        assertThat(handler.requests).containsExactly("connect /chat?token=x");
        leaveAndRejoinRoot();
        receive("0");
        assertThat(handler.requests).as("once").containsExactly("disconnect /", "connect /");
    }

    @Test
    void refusesWaitingNamespacesWhenTheRootIsRefused() {
        join("/", null);
        join("/chat", null);
        receive("4\"no\"");
        receive("4\"no\"");
        join("/late", null);
        assertThat(handler.reports)
                .containsExactly(
                        "refused / {\"message\":\"no\"}", "refused /chat" + UNREACHABLE, "refused /late" + UNREACHABLE);
        protocol.connect("/", Json.literal("{\"token\":1}"));
        assertThat(handler.requests).containsExactly("connect /?token=1");
        receive("0");
        assertThat(handler.reports).endsWith("connected / engine");
        assertThat(handler.requests).as("without those that were refused").hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '§', textBlock = """
                    4/a,"Invalid namespace" | refused /a {"message":"Invalid namespace"}
                    4/a,{"code":1}          | refused /a {"message":"","data":{"code":1}}
                    4/a,{"message":"m"}     | refused /a {"message":"","data":{"message":"m"}}
                    4/a,7                   | refused /a {"message":"","data":7}
                    4/a                     | refused /a {"message":""}
                    4                       | refused / {"message":""}
                    """)
    void convertsAnyErrorValueToARefusal(String packet, String report) {
        join("/", null);
        join("/a", null);
        receive(packet);
        assertThat(handler.reports.get(0)).isEqualTo(report);
    }

    @Test
    void convertsAnErrorOfAConnectedNamespaceToAnEvent() {
        join("/", null);
        join("/chat", null);
        receive("0");
        receive("0/chat,");
        handler.reports.clear();
        receive("4\"not allowed\"");
        receive("4/chat,{\"a\":1}");
        receive("4/chat,");
        assertThat(handler.reports)
                .containsExactly(
                        "event / error [\"not allowed\"]", "event /chat error [{\"a\":1}]", "event /chat error []");
    }

    @Test
    void rejoinsTheRootAfterLeavingIt() {
        join("/", null);
        receive("0");
        leaveAndRejoinRoot();
        // 1.x confirms the CONNECT.
        receive("0");
        assertThat(handler.reports).containsExactly("connected / engine", "connected / engine");
        // 2.x does not confirm it: the first event or the timeout shows that the root is connected.
        leaveAndRejoinRoot();
        protocol.dataReceived("/chat");
        assertThat(handler.reports).hasSize(2);
        protocol.dataReceived("/");
        handler.scheduled.get(1).run();
        assertThat(handler.reports).hasSize(3);
        leaveAndRejoinRoot();
        handler.scheduled.get(2).run();
        assertThat(handler.reports).hasSize(4).allMatch("connected / engine"::equals);
    }

    private void leaveAndRejoinRoot() {
        handler.requests.clear();
        protocol.disconnect("/");
        protocol.connect("/", null);
        assertThat(handler.requests).containsExactly("disconnect /", "connect /");
    }

    @Test
    void ignoresTheAnswerToOurDisconnect() {
        join("/", null);
        receive("0");
        protocol.disconnect("/");
        assertThat(receive("1")).isEmpty();
        assertThat(handler.reports).containsExactly("connected / engine");
        assertThat(receive("1/unknown,")).isPresent();
    }

    @Test
    void reportsTheServersDisconnect() {
        join("/", null);
        join("/chat", null);
        receive("0");
        receive("0/chat,");
        handler.reports.clear();
        receive("1/chat,");
        receive("1");
        assertThat(handler.reports).containsExactly("disconnected /chat", "disconnected /");
        assertThat(List.of(protocol.supportsRecovery(), protocol.isUnanswered()))
                .containsOnly(false);
    }

    private void join(String nsp, @Nullable String auth) {
        handler.known.add(nsp);
        protocol.connect(nsp, auth == null ? null : Json.literal(auth));
    }

    private Optional<Packet> receive(String text) {
        try {
            Packet packet = new JsonParser(1, 1)
                    .decodeText(text.getBytes(StandardCharsets.UTF_8), 0)
                    .orElseThrow();
            return protocol.receive(packet);
        } catch (PacketSyntaxException e) {
            throw new AssertionError(e);
        }
    }
}
