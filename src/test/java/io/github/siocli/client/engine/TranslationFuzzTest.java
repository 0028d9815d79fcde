package io.github.siocli.client.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.siocli.event.Handshake;
import io.github.siocli.protocol.engineio.PacketSyntaxException;
import io.github.siocli.testing.Mutator;
import io.github.siocli.testing.Property;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import okhttp3.Request;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;
import okio.ByteString;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Checks that any websocket frames of an Engine.IO 3 server result in packets or in a reported error. */
class TranslationFuzzTest {

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
    private final List<String> sent = new ArrayList<>();

    @AfterEach
    void stop() {
        scheduler.shutdownNow();
    }

    private Eio3Session newSession() {
        sent.clear();
        Handshake handshake =
                new Handshake("a", List.of(), Duration.ofSeconds(25), Duration.ofSeconds(60), OptionalLong.empty());
        return new Eio3Session(handshake, scheduler, sent::add);
    }

    @Test
    void translatesOrRejectsAnyWebsocketFrame() {
        FakeWebSockets wire = new FakeWebSockets();
        WebSocket librarySocket =
                wire.newWebSocket(new Request.Builder().url("http://localhost/").build(), new WebSocketListener() {});
        Property.holds(3_000, random -> {
            List<Object> shown = new ArrayList<>();
            Eio3Session session = newSession();
            SocketFrames frames = new SocketFrames(session, librarySocket, new WebSocketListener() {
                @Override
                public void onMessage(WebSocket from, String text) {
                    shown.add(text);
                }

                @Override
                public void onMessage(WebSocket from, ByteString bytes) {
                    shown.add(bytes);
                }
            });
            try {
                for (int i = random.nextInt(6); i >= 0; i--) {
                    if (random.nextInt(4) == 0) {
                        byte[] bytes = new byte[random.nextInt(4)];
                        random.nextBytes(bytes);
                        frames.receive(ByteString.of(bytes));
                    } else {
                        frames.receive(Mutator.of(random, randomPacket(random)));
                    }
                }
            } catch (PacketSyntaxException e) {
                assertThat(e).hasMessageMatching("[a-z][^\n]+");
            } finally {
                frames.end();
            }
            assertThat(shown).doesNotContainNull();
        });
    }

    private static String randomPacket(Random random) {
        return PACKETS.get(random.nextInt(PACKETS.size()));
    }
}
