package io.github.siocli.mock;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.siocli.server.ServerOptions;
import io.github.siocli.server.engine.EngineOptions;
import io.github.siocli.server.fault.Chaos;
import io.github.siocli.testing.OfficialClients;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Checks how the official clients react to injected faults. */
class FaultClientsIT {

    private static final String WEBSOCKET = "{\"transports\":[\"websocket\"]}";
    private static final String BOTH = "{\"transports\":[\"polling\",\"websocket\"]}";

    private static ServerOptions withHeartbeat(ServerOptions options) {
        Duration time = Duration.ofMillis(500);
        return options.withEngine(EngineOptions.DEFAULT.withHeartbeat(time, time));
    }

    private static String client(String version) {
        return "{\"version\":\"" + version + "\"}";
    }

    @ParameterizedTest
    @CsvSource({
        "4.8, cut, transport close",
        "4.8, close 1011, transport close",
        "4.8, malformed, parse error",
        "2.5, cut, transport close",
        "2.5, close 1011, transport close"
    })
    void endsSession(String version, String action, String reason) {
        try (RuleServer ruled = RuleServer.by("on a " + action);
                OfficialClients party = OfficialClients.at(ruled.url(), WEBSOCKET)) {
            party.joins("ann", client(version)).emits("ann", "[\"a\"]");
            assertThat(party.next("ann")).isEqualTo("\"disconnect\",\"" + reason + "\"");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"4.8", "2.5", "1.7"})
    void connectsAfterRefusedAndDelayedHandshakes(String version) {
        String rules = """
                on handshake set shared.n $sum($shared.n,1) then delay 20ms then if $shared.n <= 2 refuse busy
                on n ack $shared.n $transport $eio $auth
                """;
        String options =
                "{\"transports\":[\"polling\"],\"reconnection\":true,\"reconnectionDelay\":10,\"reconnectionDelayMax\":50}";
        try (RuleServer ruled = RuleServer.by(rules);
                OfficialClients party = OfficialClients.at(ruled.url(), options)) {
            party.comes("ann", client(version));
            String report = party.next("ann");
            assertThat(report).startsWith("\"refused\"");
            while (report.startsWith("\"refused\"")) {
                report = party.next("ann");
            }
            assertThat(report).isEqualTo("\"connect\"");
            party.asks("ann", "[\"n\"]")
                    .expect("ann", "\"answered\",3,\"polling\"," + (version.equals("4.8") ? "4,{}" : "3,null"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"4.8", "2.5"})
    void heartbeatsStop(String version) {
        try (RuleServer ruled = RuleServer.start("on a no-ping", Chaos.none(), FaultClientsIT::withHeartbeat);
                OfficialClients party = OfficialClients.at(ruled.url(), WEBSOCKET)) {
            party.joins("ann", client(version)).emits("ann", "[\"a\"]");
            assertThat(party.next("ann")).isEqualTo("\"disconnect\",\"ping timeout\"");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"4.8", "2.5"})
    void somethingHugeArrives(String version) {
        try (RuleServer ruled = RuleServer.by("on a oversized");
                OfficialClients party = OfficialClients.at(ruled.url(), WEBSOCKET)) {
            party.joins("ann", client(version)).emits("ann", "[\"a\"]");
            assertThat(party.next("ann"))
                    .startsWith("\"hears\",\"oversized\",\"xxx")
                    .hasSizeGreaterThan(1_000_000);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"4.8", "2.5"})
    void staysOnPolling(String version) {
        try (RuleServer ruled = RuleServer.by("on connect if $query.stay no-upgrade\non a ack");
                OfficialClients party = OfficialClients.at(ruled.url(), BOTH)) {
            party.joins("ann", "{\"version\":\"" + version + "\",\"query\":{\"stay\":1}}");
            party.comes("bob", client(version));
            // Connected and moved, in whichever order.
            party.next("bob");
            party.next("bob");
            party.asks("ann", "[\"a\"]").expect("ann", "\"answered\"");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"4.8", "2.5"})
    void eventsAreLostTwiceThereAndLate(String version) {
        String rules = """
                on lost drop
                on late delay 50ms
                on twice duplicate
                on * emit $event then ack $event
                """;
        try (RuleServer ruled = RuleServer.by(rules);
                OfficialClients party = OfficialClients.at(ruled.url(), WEBSOCKET)) {
            party.joins("ann", client(version))
                    .asks("ann", "[\"lost\"]")
                    .asks("ann", "[\"twice\"]")
                    .expect("ann", "\"hears\",\"twice\"")
                    .expect("ann", "\"hears\",\"twice\"")
                    .expect("ann", "\"answered\",\"twice\"")
                    .asks("ann", "[\"late\"]")
                    .expect("ann", "\"hears\",\"late\"")
                    .expect("ann", "\"answered\",\"late\"");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"4.8", "2.5"})
    void handshakesAreRefusedByChance(String version) {
        try (RuleServer ruled = RuleServer.inChaos("refuse=100%");
                OfficialClients party = OfficialClients.at(ruled.url(), "{\"transports\":[\"polling\"]}")) {
            party.comes("ann", client(version));
            assertThat(party.next("ann")).startsWith("\"refused\",\"xhr poll error\"");
        }
    }
}
