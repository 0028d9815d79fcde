package io.github.siocli.mock;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.siocli.event.FailureException;
import io.github.siocli.server.RawClient;
import io.github.siocli.server.engine.EngineOptions;
import io.github.siocli.server.fault.Chaos;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Checks the faults of rules, frame by frame. */
class FaultsTest {

    private static final String WEBSOCKET = "/socket.io/?EIO=4&transport=websocket";

    private Optional<RuleServer> ruled = Optional.empty();

    private RuleServer serve(RuleServer server) {
        ruled = Optional.of(server);
        return server;
    }

    @AfterEach
    void end() {
        ruled.ifPresent(RuleServer::close);
    }

    private static RawClient client(RuleServer server) {
        RawClient client = RawClient.webSocket(server.port(), WEBSOCKET);
        client.text("40");
        client.text();
        assertThat(client.text()).startsWith("40{");
        return client;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                drop            | 42["end"]
                drop then delay 1ms | 42["end"]
                duplicate       | 430[1] 430[1] 42["b"] 42["b"] 42["end"]
                delay 1h        | 42["end"]
                no-ack          | 42["b"] 42["end"]
                late-ack 1h     | 42["b"] 42["end"]
                malformed       | 42["malformed 430[1] 42["b"] 42["end"]
                """)
    void appliesFaultsToRulesOfTheEventOnly(String mishap, String frames) {
        RuleServer server = serve(RuleServer.by("on a " + mishap + "\non a ack 1 then emit b\non c emit end"));
        try (RawClient client = client(server)) {
            client.text("420[\"a\"]").text("42[\"c\"]");
            for (String frame : frames.split(" ")) {
                assertThat(client.text()).isEqualTo(frame);
            }
            client.text("42[\"c\"]");
            assertThat(client.text()).isEqualTo("42[\"end\"]");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                delay 1ms       | 430[1] 42["b"]
                late-ack 1ms    | 42["b"] 430[1]
                """)
    void sendsDelayedPacketsInOrder(String fault, String frames) {
        RuleServer server = serve(RuleServer.by("on a " + fault + "\non a ack 1 then emit b"));
        try (RawClient client = client(server)) {
            client.text("420[\"a\"]");
            for (String frame : frames.split(" ")) {
                assertThat(client.text()).isEqualTo(frame);
            }
        }
    }

    @Test
    void appliesFaultFromItsPositionToAllRecipients() {
        RuleServer server = serve(RuleServer.by("on a emit one then drop then all two\non c all end"));
        try (RawClient client = client(server);
                RawClient other = client(server)) {
            client.text("42[\"a\"]").text("42[\"c\"]");
            assertThat(client.text()).isEqualTo("42[\"one\"]");
            assertThat(client.text()).isEqualTo("42[\"end\"]");
            assertThat(other.text()).isEqualTo("42[\"end\"]");
        }
    }

    @Test
    void closesSessionsWithCode() {
        RuleServer server = serve(RuleServer.by("on a close 4321"));
        try (RawClient client = client(server)) {
            assertThat(client.text("42[\"a\"]").awaitClose()).isEqualTo(4321);
        }
    }

    @Test
    void cutsConnections() {
        RuleServer server = serve(RuleServer.by("on a cut then emit never"));
        try (RawClient client = client(server)) {
            client.text("42[\"a\"]").awaitEnd();
        }
    }

    @Test
    void sendsPacketAboveMaxPayload() {
        RuleServer server = serve(RuleServer.by("on a oversized"));
        try (RawClient client = client(server)) {
            assertThat(client.text("42[\"a\"]").text())
                    .startsWith("42[\"oversized\",\"xxx")
                    .hasSizeBetween(1_000_001, 1_000_100);
        }
    }

    @Test
    void omitsPings() {
        EngineOptions engine = EngineOptions.DEFAULT.withHeartbeat(Duration.ofMillis(100), Duration.ofMinutes(1));
        RuleServer server = serve(RuleServer.start(
                "on a no-ping then ack\non b ack", Chaos.none(), options -> options.withEngine(engine)));
        try (RawClient client = RawClient.webSocket(server.port(), WEBSOCKET)) {
            client.text("40").text("420[\"a\"]");
            String frame = client.text();
            while (!frame.equals("430[]")) {
                frame = client.text();
            }
            // Longer than three pings.
            awaitTime(server, 400);
            client.text("421[\"b\"]");
            assertThat(client.text()).isEqualTo("431[]");
        }
    }

    private static void awaitTime(RuleServer server, int millis) {
        CountDownLatch passed = new CountDownLatch(1);
        server.server().schedule(Duration.ofMillis(millis), passed::countDown);
        try {
            assertThat(passed.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', textBlock = """
                on connect if $query.stay no-upgrade
                on connect no-upgrade
                on connect if $query.stay no-upgrade then emit hello
                """)
    void refusesUpgrade(String rule) {
        RuleServer server = serve(RuleServer.by(rule));
        String session = RawClient.get(server.port(), "/socket.io/?EIO=4&transport=polling&stay=1")
                .body();
        String target = WEBSOCKET + "&sid=" + RawClient.sid(session);
        try (RawClient socket = RawClient.webSocket(server.port(), target)) {
            assertThat(socket.awaitClose()).isEqualTo(1000);
        }
    }

    @Test
    void upgradesOtherSessions() {
        RuleServer server = serve(RuleServer.by("on connect if $query.stay no-upgrade"));
        String session = RawClient.polling(server.port(), 4);
        try (RawClient socket =
                RawClient.webSocket(server.port(), WEBSOCKET + session.substring(session.indexOf("&sid=")))) {
            assertThat(socket.text("2probe").text()).isEqualTo("3probe");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                drop=1.0            | ``
                duplicate=100%      | 42["a"] 42["a"] 430[] 430[]
                no-ack=1.0          | 42["a"]
                late-ack=100%:50ms  | 42["a"] 430[]
                malformed=1.0       | 42["malformed 42["malformed
                drop=0%             | 42["a"] 430[]
                delay=50ms          | 42["a"] 430[]
                """)
    void appliesChaosToEventsAndAcknowledgements(String spec, String frames) {
        RuleServer server = serve(RuleServer.inChaos(spec));
        try (RawClient client = client(server)) {
            client.text("420[\"a\"]");
            for (String frame : frames.isEmpty() ? new String[0] : frames.split(" ")) {
                assertThat(client.text()).isEqualTo(frame);
            }
            client.text("41");
            client.text("40");
            assertThat(client.text()).startsWith("40{");
        }
    }

    @Test
    void closesCutsAndRefusesAtRandom() {
        try (RawClient client = client(serve(RuleServer.inChaos("close=1.0:3000")))) {
            assertThat(client.text("42[\"a\"]").awaitClose()).isEqualTo(3000);
        }
        end();
        try (RawClient client = client(serve(RuleServer.inChaos("cut=1.0")))) {
            client.text("42[\"a\"]").awaitEnd();
        }
        end();
        try (RawClient client = client(serve(RuleServer.inChaos("oversized=1.0")))) {
            assertThat(client.text("42[\"a\"]").text()).hasSizeGreaterThan(1_000_000);
        }
        end();
        RuleServer server = serve(RuleServer.inChaos("refuse=1.0"));
        RawClient.Answer answer = RawClient.get(server.port(), "/socket.io/?EIO=4&transport=polling");
        assertThat(answer.body()).isEqualTo("{\"code\":4,\"message\":\"refused by chance\"}");
        assertThat(answer.status()).isEqualTo(403);
    }

    @Test
    void repeatsFaultsWithSameSeed() {
        List<String> first = replies();
        assertThat(first).hasSizeBetween(10, 190).contains("lucky").isEqualTo(replies());
    }

    /** Returns the responses to 100 events while half of all packets are lost. */
    private List<String> replies() {
        RuleServer server =
                serve(RuleServer.start("on a emit $1 then if 50% emit lucky\non end all end\n", chaos(), o -> o));
        List<String> replies = new ArrayList<>();
        try (RawClient client = client(server)) {
            for (int i = 0; i < 100; i++) {
                client.text("42[\"a\",\"n" + i + "\"]");
            }
            client.text("41").text("40");
            for (String frame = client.text(); !frame.startsWith("40{"); frame = client.text()) {
                replies.add(frame.replaceAll("42\\[\"(.*)\"]", "$1"));
            }
        }
        end();
        ruled = Optional.empty();
        return replies;
    }

    private static Chaos chaos() {
        try {
            return ChaosParser.parse("drop=50%");
        } catch (FailureException e) {
            throw new AssertionError(e);
        }
    }
}
