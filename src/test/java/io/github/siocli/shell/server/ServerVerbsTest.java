package io.github.siocli.shell.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.siocli.server.RawClient;
import io.github.siocli.shell.Verb;
import io.github.siocli.shell.verb.HelpVerb;
import io.github.siocli.shell.verb.VerbTranscript;
import io.github.siocli.testing.Golden;
import io.github.siocli.testing.RunningProgram;
import io.github.siocli.testing.Sio;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Checks the verbs of a server: their help, and all output of lines. The golden files contain the transcripts. */
class ServerVerbsTest {

    private static final Pattern PORT = Pattern.compile("listening on http://127\\.0\\.0\\.1:(\\d+)");

    @TempDir
    private Path directory;

    @Test
    void explainsEachVerb() {
        StringBuilder text = new StringBuilder();
        for (Supplier<? extends Verb<?>> verb : ServerVerbs.ALL) {
            text.append(VerbTranscript.description(verb.get()));
        }
        Golden.check("shell/server-help.golden", text.toString());
        Golden.check(
                "shell/server-overview.golden",
                HelpVerb.overview(ServerVerbs.ALL.stream().map(Supplier::get).toList(), "help"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            rooms   | clients; rooms; join ANN lobby; join BOB lobby; join BOB hall; rooms; rooms h*; clients; to lobby emit a 1; to ANN emit b {c: 2}; to lobby ANN emit a 2; to lobby hall except BOB emit a 3; to lobby except nobody emit a; to nowhere emit a; to lobby send a; to lobby; leave BOB lobby; leave BOB cellar; rooms; join nobody lobby; join ANN
            emit    | emit a 1 [2]; emit connect; emit; emit a -n /none; use /chat; emit a; use /; use x,y; repeat 2 --interval 1ms emit tick; events; events t*; last 2; to ANN emit b --ack-timeout 1ms
            clients | namespaces; clients; clients -n /none; kick nobody; kick ANN; clients; kick BOB --close; clients; namespaces; emit a; ack last; ack 0
            rules   | rules; on hello ack 1; rules; on a boil; on; on connect refuse no; on b ack {x: $1, y: $sum($1,1)}; emit a {x: $1}; rules
            stats   | emit a 1; to ANN emit b 2 --ack-timeout 1ms; emit a 3; stats; namespaces; record r; stats; emit a 4; record off; emit a 5; last 2; events; kick "" --close; join "" x
            files   | record r; record; record off; save s; save s; source missing; watch a*; watch; mute a; mute; unmute; clear; help nonsense; nonsense; sleep 1ms; wait x --timeout 1ms; status
            """)
    void runsLines(String name, String lines) {
        try (RunningProgram program = serve();
                RawClient ann = client(program);
                RawClient bob = client(program)) {
            String annSid = connect(ann);
            program.awaitErr(annSid.substring(0, 6) + " connected to /");
            String bobSid = connect(bob);
            program.awaitErr(bobSid.substring(0, 6) + " connected to /");
            program.type(lines.replace("; ", "\n").replace("ANN", annSid).replace("BOB", bobSid) + "\nexit\n");
            Sio.Result result = program.exit();
            Golden.check(
                    "shell/server-" + name + ".golden",
                    transcript(result, text -> named(named(text, annSid, "ANN"), bobSid, "BOB")));
        }
    }

    @Test
    void acknowledgesEventsOfClients() {
        try (RunningProgram program = serve("-e", "on x ack");
                RawClient ann = client(program);
                RawClient bob = client(program)) {
            connect(ann);
            connect(bob);
            ann.text("420[\"ask\",1]");
            program.awaitOut("ask 1");
            bob.text("421[\"ask\",2]");
            program.awaitOut("ask 2");
            program.type("ack last b\nack last a\nack last c\nack 1 d\n");
            assertThat(bob.text()).isEqualTo("431[\"b\"]");
            assertThat(ann.text()).isEqualTo("430[\"a\"]");
            program.awaitErr("line 4");
            assertThat(program.type("exit\n").exit().err())
                    .contains("sio: line 3: no acknowledgement is requested\n", "sio: line 4: ");
        }
    }

    @Test
    void showsAndCountsWhatClientsDo() {
        String rules =
                "on ask emit question 1 --ack then emit thanks $answer & on b ack & on connect in /closed refuse no";
        List<String> options = new ArrayList<>();
        for (String rule : rules.split(" & ")) {
            options.addAll(List.of("-e", rule));
        }
        try (RunningProgram program = serve(options.toArray(String[]::new));
                RawClient ann = client(program)) {
            String annSid = connect(ann);
            program.awaitErr("connected to /");
            try (RawClient bob = client(program)) {
                bob.text();
                assertThat(bob.text("40/closed,").text()).startsWith("44/closed,");
                program.awaitErr("to /closed: no");
                bob.text("4?").awaitEnd();
            }
            program.awaitErr("is disconnected: ");
            ann.text("42[\"a\",1]").text("42[\"ask\"]");
            assertThat(ann.text()).isEqualTo("420[\"question\",1]");
            assertThat(ann.text("430[7]").text()).isEqualTo("42[\"thanks\",7]");
            assertThat(ann.text("421[\"b\"]").text()).isEqualTo("431[]");
            ann.text("422[\"c\"]");
            program.awaitOut("c (wants ack 2)");
            program.type("stats\nack last 5\nevents\n");
            assertThat(ann.text()).isEqualTo("432[5]");
            ann.text("41");
            program.awaitErr("disconnected from /");
            RawClient.once(
                    port(program), "GET", "/socket.io/?EIO=4&transport=polling", "Origin: https://a.example\r\n", "");
            program.awaitErr("refused a web page of https://a.example");
            Sio.Result result = program.type("exit\n").exit();
            Golden.check(
                    "shell/server-traffic.golden",
                    VerbTranscript.of(
                            new Sio.Result(
                                    result.code(),
                                    named(result.out(), annSid, "ANN"),
                                    named(result.err(), annSid, "ANN")),
                            directory));
        }
    }

    @Test
    void waitsForTheAcknowledgementsOfAllClients() {
        try (RunningProgram program = serve();
                RawClient ann = client(program)) {
            connect(ann);
            try (RawClient bob = client(program)) {
                connect(bob);
                program.type("emit a 1 --ack\n");
                assertThat(ann.text()).isEqualTo("420[\"a\",1]");
                ann.text("430[7]");
                assertThat(bob.text()).isEqualTo("420[\"a\",1]");
            }
            program.awaitErr("disconnected before it acknowledged");
            program.type("emit a 2 --ack\n");
            assertThat(ann.text()).isEqualTo("421[\"a\",2]");
            ann.text("431[8]");
            program.awaitOut("8");
            program.type("exit\n").exit();
        }
    }

    @Test
    void namesClientsByTheBeginningOfTheirIds() {
        try (RunningProgram program = serve();
                RawClient ann = client(program);
                RawClient bob = client(program)) {
            connect(ann);
            String bobSid = connect(bob);
            program.type("to " + bobSid.substring(0, 12) + " emit a\nkick " + bobSid.substring(0, 12) + "\nemit b\n");
            assertThat(bob.text()).isEqualTo("42[\"a\"]");
            assertThat(bob.text()).isEqualTo("41");
            assertThat(ann.text()).isEqualTo("42[\"b\"]");
        }
    }

    @Test
    void emitsToRoomsAndClientsExceptOthers() {
        try (RunningProgram program = serve();
                RawClient ann = client(program);
                RawClient bob = client(program)) {
            String annSid = connect(ann);
            String bobSid = connect(bob);
            String lines =
                    "join ANN lobby; join BOB lobby; join BOB hall; to lobby hall emit a; to lobby except hall emit b; "
                            + "to ANN BOB except ANN emit c; to lobby emit end; exit";
            program.type(lines.replace("; ", "\n").replace("ANN", annSid).replace("BOB", bobSid) + "\n");
            for (String event : List.of("a", "b", "end")) {
                assertThat(ann.text()).isEqualTo("42[\"" + event + "\"]");
            }
            for (String event : List.of("a", "c", "end")) {
                assertThat(bob.text()).isEqualTo("42[\"" + event + "\"]");
            }
            program.exit();
        }
    }

    private RunningProgram serve(String... options) {
        List<String> args = new ArrayList<>(List.of("serve", "-p", "0", "--commands", "-"));
        args.addAll(List.of(options));
        return Sio.with().directory(directory).start(args.toArray(String[]::new));
    }

    /** Leaves out the notes of the end of connections, which appear at any time. */
    private String transcript(Sio.Result result, UnaryOperator<String> names) {
        String err = result.err()
                .replaceAll("\\(websocket, Engine.IO 4, [0-9.:]+\\)", "(ADDRESS)")
                .replaceAll("(?m)^\\S+ disconnected from / .*\n", "");
        return VerbTranscript.of(new Sio.Result(result.code(), names.apply(result.out()), names.apply(err)), directory);
    }

    private static String named(String text, String sid, String name) {
        return text.replace(sid, name).replace(sid.substring(0, 6), name);
    }

    private static RawClient client(RunningProgram program) {
        return RawClient.webSocket(port(program), "/socket.io/?EIO=4&transport=websocket");
    }

    private static int port(RunningProgram program) {
        Matcher port = PORT.matcher(program.awaitErr("connect with"));
        assertThat(port.find()).isTrue();
        return Integer.parseInt(port.group(1));
    }

    private static String connect(RawClient client) {
        client.text();
        return RawClient.sid(client.text("40").text());
    }
}
