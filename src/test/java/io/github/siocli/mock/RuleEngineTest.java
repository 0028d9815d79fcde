package io.github.siocli.mock;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.siocli.server.RawClient;
import io.github.siocli.server.RecoveryOptions;
import io.github.siocli.server.fault.Chaos;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Checks the actions of rules, frame by frame. */
class RuleEngineTest {

    private static RawClient open(RuleServer server) {
        RawClient client = RawClient.webSocket(server.port(), "/socket.io/?EIO=4&transport=websocket&room=attic");
        client.text();
        return client;
    }

    /** Connects a client, and reads the frames that the rules of {@code connect} send. */
    private static RawClient client(RuleServer server, String... frames) {
        RawClient client = open(server);
        client.text("40");
        assertThat(client.text()).startsWith("40{");
        expect(client, frames);
        return client;
    }

    private static void expect(RawClient client, String... frames) {
        for (String frame : frames) {
            assertThat(client.text()).isEqualTo(frame);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                on a send one two             | 42["message","one","two"] 42["end"]
                on a ack $rooms               | 430[[]] 42["end"]
                on a join b then ack $rooms $room  | 430[["b"],"b"] 42["end"]
                on a join ["b","c"] then leave b then ack $rooms | 430[["c"]] 42["end"]
                on a leave $id then to $id emit b | 42["b"] 42["end"]
                on a join "" then ack $rooms  | 430[[]] 42["end"]
                on a emit $1 x                | 42[7,"x"] 42["end"]
                on a set x $1 then ack $data  | 430[{"x":7}] 42["end"]
                on a ack $count               | 430[1] 42["end"]
                on a all b $count             | 42["b",1] 42["end"]
                on a to x emit b              | 42["end"]
                on a join x then to x emit b  | 42["b"] 42["end"]
                on a join x then to x but-me emit b | 42["end"]
                on a join ["x","y"] then to x except y emit b | 42["end"]
                on a broadcast b              | 42["end"]
                on a repeat 3 --interval 1h emit tick $n | 42["tick",1] 42["end"]
                on a sleep 1h then ack $1     | 42["end"]
                on a if $1 == 8 ack           | 42["end"]
                on a if $1 == 7 if not $2 ack | 430[] 42["end"]
                on a in /other ack            | 42["end"]
                on a in / ack                 | 430[] 42["end"]
                on "a" ack                    | 430[] 42["end"]
                on connect ack                | 42["end"]
                """)
    void reactsToEvents(String rule, String frames) {
        try (RuleServer server = RuleServer.by(rule + "\non z emit end");
                RawClient client = client(server)) {
            client.text("420[\"a\",7]").text("42[\"z\"]");
            expect(client, frames.split(" "));
            client.text("42[\"z\"]");
            expect(client, "42[\"end\"]");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                on a repeat 3 --interval 1ms emit tick $n | 42["tick",1] 42["tick",2] 42["tick",3]
                on a sleep 1ms then ack $1                | 430[7]
                """)
    void continuesAfterPause(String rule, String frames) {
        try (RuleServer server = RuleServer.by(rule);
                RawClient client = client(server)) {
            client.text("420[\"a\",7]");
            expect(client, frames.split(" "));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                on connect emit hello $event      | 42["hello","connect"]
                on connect no-upgrade then emit b | 42["b"]
                on connect no-upgrade             | ``
                on connect if $query.room emit b  | 42["b"]
                on connect if $query.x emit b     | ``
                on connect if $query.room if $query.x no-upgrade then emit b | ``
                on connect if $query.room refuse x if $query.x | ``
                on connect if $query.x refuse x if $query.room | ``
                on connect refuse x unless $query.room         | ``
                on connect in /other emit b       | ``
                on connect in / no-upgrade then emit b | 42["b"]
                """)
    void reactsToConnect(String rule, String frames) {
        try (RuleServer server = RuleServer.by(rule + "\non z emit end");
                RawClient client = client(server, frames.isEmpty() ? new String[0] : frames.split(" "))) {
            client.text("42[\"z\"]");
            expect(client, "42[\"end\"]");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                on connect refuse no                    | {"message":"no"}
                on connect refuse no {code: 1}          | {"message":"no","data":{"code":1}}
                on connect refuse no if $query.room     | {"message":"no"}
                on connect refuse no unless $query.x    | {"message":"no"}
                on connect if $query.room refuse no     | {"message":"no"}
                on connect if $query.room refuse no if $query.room == attic | {"message":"no"}
                on connect refuse "$query.room"         | {"message":"attic"}
                on connect in /o* refuse never          | {}
                namespace /other                        | {"message":"Invalid namespace"}
                namespace / refuse no                   | {"message":"no"}
                """)
    void refusesClients(String rule, String reply) {
        try (RuleServer server = RuleServer.by(rule);
                RawClient client = open(server)) {
            client.text("40");
            assertThat(client.text()).startsWith(reply.equals("{}") ? "40{" : "44" + reply);
        }
    }

    @Test
    void sharesVariablesOfAllClients() {
        try (RuleServer server = RuleServer.by("on a set shared.last $1 then set last $1\non b ack $shared $data");
                RawClient client = client(server);
                RawClient other = client(server)) {
            client.text("42[\"a\",7]").text("420[\"b\"]");
            expect(client, "430[{\"last\":7},{\"last\":7}]");
            other.text("420[\"b\"]");
            expect(other, "430[{\"last\":7},{}]");
        }
    }

    @Test
    void broadcastsToTheOtherClients() {
        try (RuleServer server = RuleServer.by("on a broadcast b $1\non z emit end");
                RawClient other = client(server);
                RawClient client = client(server)) {
            client.text("42[\"a\",7]").text("42[\"z\"]");
            expect(client, "42[\"end\"]");
            expect(other, "42[\"b\",7]");
        }
    }

    @Test
    void kicksAnotherClientAndClosesItsSessionOnlyIfAsked() {
        try (RuleServer server = RuleServer.by("on a kick $1\non b kick $1 --close\non z emit end");
                RawClient other = open(server);
                RawClient client = client(server)) {
            client.text("42[\"a\",\"" + RawClient.sid(other.text("40").text()) + "\"]");
            expect(other, "41");
            client.text("42[\"b\",\"" + RawClient.sid(other.text("40").text()) + "\"]");
            assertThat(other.awaitClose()).isEqualTo(1000);
        }
    }

    @Test
    void refusesRoomsBeyondTheLimit() {
        try (RuleServer server = RuleServer.by("on a join $1 then emit end");
                RawClient client = client(server)) {
            StringBuilder rooms = new StringBuilder("42[\"a\",[0");
            for (int i = 1; i <= 1000; i++) {
                rooms.append(',').append(i);
            }
            client.text(rooms + "]]");
            assertThat(server.complaint())
                    .isEqualTo("test.rules:1: on a, the client is in too many rooms to join \"1000\"");
        }
    }

    @Test
    void reportsAnActionThatFailsAndDoesNotRepeatIt() {
        try (RuleServer server =
                        RuleServer.by("on z emit end\non a repeat 3 --interval 1ms emit b $random($1,2) then emit c");
                RawClient client = client(server)) {
            client.text("42[\"a\",\"x\"]");
            expect(client, "42[\"c\"]");
            assertThat(server.complaint()).isEqualTo("test.rules:2: on a, random takes whole numbers, not string");
            client.text("42[\"z\"]");
            expect(client, "42[\"end\"]");
        }
    }

    @Test
    void holdsTheArgumentsOfEventsWhoseAcknowledgementsAreMissing() {
        String large = "42[\"a\",\"" + "x".repeat(990_000) + "\"]";
        try (RuleServer server = RuleServer.by("on a emit b --ack");
                RawClient client = client(server)) {
            for (int i = 0; i < 20; i++) {
                client.text(large);
                expect(client, "42" + i + "[\"b\"]");
                client.text("43" + i + "[]");
            }
            for (int i = 20; i < 36; i++) {
                client.text(large);
                expect(client, "42" + i + "[\"b\"]");
            }
            client.text(large);
            assertThat(server.complaint())
                    .isEqualTo("test.rules:1: on a, the arguments of its pending actions exceed 16 MiB");
        }
    }

    @Test
    void echoesEventsIfAllRulesAreAboutRequests() {
        try (RuleServer server = RuleServer.by("on handshake delay 1ms..2ms");
                RawClient client = client(server)) {
            client.text("420[\"a\",7]");
            expect(client, "42[\"a\",7]", "430[7]");
        }
    }

    @Test
    void hasAnAuthPayloadOnlyInANamespace() {
        try (RuleServer server = RuleServer.by("on handshake if $auth == {} refuse x\non \"handshake\" ack $auth");
                RawClient client = client(server)) {
            client.text("420[\"handshake\"]");
            expect(client, "430[{}]");
        }
    }

    @Test
    void refusesHandshakes() {
        String rule = "on handshake set shared.n $sum($shared.n,1) then if $shared.n <= 2 refuse \"busy $shared.n\"";
        try (RuleServer server = RuleServer.by(rule + "\non z emit end")) {
            RawClient.Answer answer = RawClient.get(server.port(), "/socket.io/?EIO=4&transport=polling");
            assertThat(answer.status()).isEqualTo(403);
            assertThat(answer.body()).isEqualTo("{\"code\":4,\"message\":\"busy 1\"}");
            assertThat(RawClient.get(server.port(), "/socket.io/?EIO=3&transport=polling")
                            .body())
                    .isEqualTo("{\"code\":4,\"message\":\"busy 2\"}");
            try (RawClient client = client(server)) {
                client.text("42[\"z\"]");
                expect(client, "42[\"end\"]");
            }
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                on connecting in /other delay 1h                 | 42["end"]
                on connecting in /other if $auth.a == 1 drop     | 42["end"]
                on connecting in /other if $auth.a == 2 drop     | 40{ 42["end"]
                on connecting in /other refuse $random(a,1)      | 44{"message":"Internal 42["end"]
                on connect in /other refuse x {b: $nsp} & on connect in /other refuse y | 44{"message":"x","data":{"b":"/other"}} 42["end"]
                """)
    void decidesOnNamespaces(String rules, String frames) {
        RuleServer server = RuleServer.by(rules.replace(" & ", "\n") + "\non z emit end");
        try (RawClient client = client(server)) {
            client.text("40/other,{\"a\":1}").text("42[\"z\"]");
            for (String frame : frames.split(" ")) {
                assertThat(client.text().replace("/other,", "")).startsWith(frame);
            }
        } finally {
            server.forgetComplaints();
            server.close();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                on connecting in /other delay 1ms               | 40/other,{
                on connecting in /other delay 1ms then refuse x | 44/other,{"message":"x"}
                """)
    void decidesOnNamespacesAfterDelay(String rule, String frame) {
        try (RuleServer server = RuleServer.by(rule);
                RawClient client = client(server)) {
            client.text("40/other,");
            assertThat(client.text()).startsWith(frame);
        }
    }

    @Test
    void delaysHandshakes() {
        try (RuleServer server = RuleServer.by("on handshake if $query.room delay 50ms\non a emit a");
                RawClient client = client(server)) {
            client.text("420[\"a\"]");
            expect(client, "42[\"a\"]");
        }
    }

    @Test
    void passesAcknowledgementOfTheClientToTheRestOfTheRule() {
        try (RuleServer server = RuleServer.by("on a emit b $1 --ack then emit c $answer $args $event");
                RawClient client = client(server)) {
            client.text("42[\"a\",7]");
            expect(client, "420[\"b\",7]");
            client.text("430[\"x\",8]");
            expect(client, "42[\"c\",\"x\",\"x\",8,\"a\"]");
        }
    }

    @Test
    void doesNotContinueWithoutAcknowledgement() {
        try (RuleServer server = RuleServer.by("on a emit b --ack-timeout 1ms then emit c\non z emit end");
                RawClient client = client(server)) {
            client.text("42[\"a\"]");
            expect(client, "420[\"b\"]");
            assertThat(server.complaint()).startsWith("test.rules:1: on a, ");
            client.text("430[]").text("42[\"z\"]");
            expect(client, "42[\"end\"]");
        }
    }

    @Test
    void runsRulesOfDisconnectWithTheStateOfTheClient() {
        try (RuleServer server = RuleServer.by("""
                        on connect join hall
                        on a set name $1 then join attic
                        on disconnect all left $data.name $reason $rooms $count
                        """);
                RawClient watcher = client(server);
                RawClient client = client(server)) {
            client.text("42[\"a\",\"ann\"]").text("41");
            expect(watcher, "42[\"left\",\"ann\",\"client namespace disconnect\",[\"hall\",\"attic\"],1]");
        }
    }

    @Test
    void keepsVariablesOfRecoveredClient() {
        String rules = "on a set name $1 then emit kept\non b ack $data.name\non disconnect all left";
        try (RuleServer server = RuleServer.start(
                        rules, Chaos.none(), options -> options.withRecovery(RecoveryOptions.DEFAULT));
                RawClient watcher = client(server)) {
            String pid;
            String offset;
            try (RawClient client = open(server)) {
                pid = client.text("40").text().replaceAll(".*\"pid\":\"([^\"]*)\".*", "$1");
                offset = client.text("42[\"a\",\"ann\"]").text().replaceAll(".*,\"([^\"]*)\"]", "$1");
            }
            assertThat(watcher.text()).startsWith("42[\"left\"");
            try (RawClient client = open(server)) {
                client.text("40{\"pid\":\"" + pid + "\",\"offset\":\"" + offset + "\"}");
                assertThat(client.text()).startsWith("42[\"left\"");
                assertThat(client.text()).startsWith("40{");
                expect(client.text("421[\"b\"]"), "431[\"ann\"]");
            }
        }
    }

    @Test
    void refusesToEmitReservedNames() {
        try (RuleServer server = RuleServer.by("on a emit $1\non z emit end");
                RawClient client = client(server)) {
            client.text("42[\"a\",\"newListener\"]").text("42[\"z\"]");
            expect(client, "42[\"end\"]");
            assertThat(server.complaint()).contains("no event can have the name \"newListener\"");
        }
    }

    @Test
    void endsActionsOfClientThatLeaves() {
        try (RuleServer server = RuleServer.by("""
                        on a repeat --interval 10ms all tick
                        on disconnect sleep 50ms then all end
                        """);
                RawClient watcher = client(server);
                RawClient client = client(server)) {
            client.text("42[\"a\"]");
            expect(watcher, "42[\"tick\"]");
            client.text("41");
            String frame = watcher.text();
            while (frame.equals("42[\"tick\"]")) {
                frame = watcher.text();
            }
            assertThat(frame).isEqualTo("42[\"end\"]");
        }
    }

    @Test
    void endsRepeatsWhenRulesAreReplaced() {
        try (RuleServer server = RuleServer.by("on a repeat --interval 10ms emit tick");
                RawClient client = client(server)) {
            client.text("42[\"a\"]");
            expect(client, "42[\"tick\"]");
            server.replace("on z sleep 50ms then emit end");
            client.text("42[\"z\"]");
            String frame = client.text();
            int ticks = 0;
            while (frame.equals("42[\"tick\"]")) {
                ticks++;
                frame = client.text();
            }
            assertThat(frame).isEqualTo("42[\"end\"]");
            client.text("42[\"z\"]");
            expect(client, "42[\"end\"]");
        }
    }

    @Test
    void endsRepeatsOfDepartedClientsWhenRulesAreReplaced() {
        try (RuleServer server = RuleServer.by("on disconnect repeat --interval 1ms all tick");
                RawClient watcher = client(server);
                RawClient client = client(server)) {
            client.text("41");
            expect(watcher, "42[\"tick\"]", "42[\"tick\"]");
            server.replace("on z sleep 20ms then emit end");
            watcher.text("42[\"z\"]");
            String frame = watcher.text();
            while (frame.equals("42[\"tick\"]")) {
                frame = watcher.text();
            }
            watcher.text("42[\"z\"]");
            expect(watcher, "42[\"end\"]");
        }
    }

    @Test
    void stopsRulesThatTriggerEachOther() {
        List<RawClient> clients = new ArrayList<>();
        try (RuleServer server = RuleServer.by("on a set next $1 then ack\non disconnect kick $data.next")) {
            String next = "nobody";
            for (int i = 0; i < 18; i++) {
                RawClient client = open(server);
                clients.add(client);
                String reply = client.text("40").text();
                client.text("420[\"a\",\"" + next + "\"]");
                expect(client, "430[]");
                next = RawClient.sid(reply);
            }
            clients.get(17).text("41");
            assertThat(server.complaint()).isEqualTo("rules trigger each other endlessly; on disconnect is skipped");
            expect(clients.get(2), "41");
        } finally {
            clients.forEach(RawClient::close);
        }
    }
}
