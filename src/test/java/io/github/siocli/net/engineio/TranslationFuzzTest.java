package io.github.siocli.net.engineio;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.siocli.protocol.engineio.PacketSyntaxException;
import io.github.siocli.testing.Mutator;
import io.github.siocli.testing.Property;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;
import okio.ByteString;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Checks that any websocket frames of an Engine.IO 3 server result in packets or in a reported error. */
class TranslationFuzzTest {

    private static final String OPEN = "0{\"sid\":\"a\",\"upgrades\":[],\"pingInterval\":25000,\"pingTimeout\":60000}";

    private static final List<String> PACKETS = List.of(
            "40",
            "40/chat",
            "40/chat?token=x",
            "41",
            "41/chat",
            "44\"Invalid namespace\"",
            "44/chat,{\"code\":\"E_AUTH\"}",
            "42[\"e\",1]",
            "42/chat,7[\"e\"]",
            "43/chat,7[1]",
            "451-/chat,[\"f\",{\"_placeholder\":true,\"num\":0}]",
            "3",
            "3probe",
            "2",
            "6",
            "1");

    private final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor();

    @AfterEach
    void stop() {
        scheduler.shutdownNow();
    }

    @Test
    void translatesOrRejectsAnyWebsocketFrame() {
        Request request = new Request.Builder().url("http://localhost/").build();
        Property.holds(3_000, random -> {
            List<Object> shown = new ArrayList<>();
            List<Throwable> failures = new ArrayList<>();
            FakeWebSockets wire = new FakeWebSockets();
            ProtocolDetector detector = new ProtocolDetector(new ServerGeneration(3), Optional::empty, scheduler);
            detector.wrap(wire).newWebSocket(request, new WebSocketListener() {
                @Override
                public void onMessage(WebSocket from, String text) {
                    shown.add(text);
                }

                @Override
                public void onMessage(WebSocket from, ByteString bytes) {
                    shown.add(bytes);
                }

                @Override
                public void onFailure(WebSocket from, Throwable error, Response response) {
                    failures.add(error);
                }
            });
            FakeWebSockets.Socket socket = wire.sockets.get(0);
            socket.accept();
            socket.sendToClient(OPEN);
            for (int i = random.nextInt(6); i >= 0; i--) {
                if (random.nextInt(4) == 0) {
                    byte[] bytes = new byte[random.nextInt(4)];
                    random.nextBytes(bytes);
                    socket.client.onMessage(socket, ByteString.of(bytes));
                } else {
                    socket.sendToClient(Mutator.of(random, randomPacket(random)));
                }
            }
            detector.stopPings();
            assertThat(shown).isNotEmpty().doesNotContainNull();
            assertThat(failures)
                    .hasSizeLessThanOrEqualTo(1)
                    .allSatisfy(failure -> assertThat(failure)
                            .isInstanceOf(PacketSyntaxException.class)
                            .hasMessageMatching("[a-z][^\n]+"));
        });
    }

    private static String randomPacket(Random random) {
        return PACKETS.get(random.nextInt(PACKETS.size()));
    }
}
