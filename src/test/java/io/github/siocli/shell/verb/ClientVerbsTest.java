package io.github.siocli.shell.verb;

import io.github.siocli.server.TestServer;
import io.github.siocli.shell.Verb;
import io.github.siocli.testing.Golden;
import io.github.siocli.testing.Sio;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Checks the verbs of a client: their help, and all output of scripts. The golden files contain the transcripts. */
class ClientVerbsTest {

    /** The event that the server sends to each new client, which would otherwise arrive at any time. */
    private static final String CONNECTED = "wait welcome --timeout 10s\n";

    private static TestServer server;

    @TempDir
    private Path directory;

    @BeforeAll
    static void start() {
        server = TestServer.start();
    }

    @AfterAll
    static void end() {
        server.close();
    }

    @Test
    void explainsEachVerb() {
        StringBuilder text = new StringBuilder();
        for (Supplier<? extends Verb<?>> verb : ClientVerbs.ALL) {
            text.append(VerbTranscript.description(verb.get()));
        }
        Golden.check("shell/client-help.golden", text.toString());
    }

    @Test
    void listsVerbsByGroup() {
        Golden.check(
                "shell/client-overview.golden",
                HelpVerb.overview(ClientVerbs.ALL.stream().map(Supplier::get).toList(), "help"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            emit       | emit echo {n: 1} --ack; emit event-back 1 [2]; wait event-back --timeout 10s; send hi --ack; again; emit -- -x --ack; emit connect; emit; emit echo end --ack
            history    | emit event-back 1; wait event-back; emit event-back 2; wait event-back; events; events e*; events none; last; last 2; last 1 event-back; last 0; again; wait event-back; repeat 2 --interval 1ms emit echo a --ack; repeat 2 nonsense; repeat 0 emit a
            ack        | emit ask-me; wait question --timeout 10s; ack 7 no; ack last because; wait answered --timeout 10s; ack last; ack x; ack
            namespaces | join /chat; wait welcome --timeout 10s; namespaces; use /; emit echo 1 -n /chat --ack; leave /chat; use /chat; join /admin; join /admin --auth {token: "s3cret, ä"}; wait welcome --timeout 10s; namespaces; leave; namespaces; join /nope; join /x,y; leave /none; emit a -n /chat
            filter     | watch a* welcome; watch; mute c; mute; unmute c; unmute; unmute x; watch *; watch; mute event-*; emit event-back 1; emit echo 1 --ack; unmute; emit event-back 2; wait event-back
            settings   | set; set ack-timeout 2s; set ack-timeout; set header X-A: 1; set; set output json; set output human; set ack-timeout off; set nothing 1; set nothing; set retry soon; set auth {token: 'x'}; set
            status     | status; disconnect; connect; wait welcome --timeout 10s; ping; disconnect
            values     | emit echo {n: 7, id: "x"} --ack; let id = $1.id; emit echo {to: $id, all: $args, name: $event, "$set": {"price": "$5"}} $id --ack; emit echo --template $id "id $id" $$5 id-$id $args --ack; emit echo {a: $nope}; let now = 1; let x; let x = {a: $1.to, n: $random(4,4)}; emit echo [$x] --ack; repeat 2 emit echo {i: $n} --ack; let y = $pick(3, 3); wait x --match '$1 == $y and $id == "x"' --timeout 1ms; wait x --match '$1 == $z'; let z = $random(a,2); let q = "a $id"; emit echo [$q] --ack
            waiting    | wait x --timeout 1ms; wait x --match '$1 == 7' --timeout 1ms; wait x --match '$1 = 7'; watch a --match '$1 > 2'; unmute; wait --timeout soon x; wait; sleep 1ms; sleep soon; sleep; ping; wait --none x
            expect     | expect welcome --match '$1.nsp == "/x"' --within 1ms; emit echo {id: 7, tags: [1, 2]} --ack; expect ack --match '$1.id == 7'; let id = $1.id; expect ack --within 1ms; emit event-back {id: 7, text: "hello"}; expect event-back --match '$1 == {id: $id, text: "hi", n: 1}' --within 10ms; expect not event-back --for 10s; expect event-back --within 10s; expect not event-back --for 1ms; emit event-back 1; emit event-back 2; expect event-back --count 2 --within 10s; emit event-back 3 --ack; expect event-back --count 2..3 --within 1ms; expect order event-back none --within 1ms; expect event-back; client bad /admin; expect refused --match '$1.message ~ "not *"'; let why = $1.data.code; client worse /admin; emit a; use main; disconnect; expect disconnect --match '$1 ~ "io client*"'; expect x --within 10s; expect not x --for 1ms; expect; expect a b; expect not a --within 1s; expect ack a; expect a --count 0; expect a --match '$1 = 2'; set within 1ms; set within; expect a; set quiet soon
            files      | record r; record; record off; record off; trace to t; trace; trace off; trace to off; trace on eio; trace; trace on nothing; trace off; trace maybe; emit echo 1 --ack; save s; save s; save --force s; source missing; source; record; clear
            clients    | client bob /chat; bob: wait welcome --timeout 10s; clients; emit echo 1 --ack; main: emit echo 2 --ack; use main; emit echo 3 --ack; bob: namespaces; use bob; close bob; clients; close bob; close main; eve: emit a; client 7x; client main; eve:; client bob --none; client bob /admin
            lines      | nonsense; emti a; help nonsense; help emti; emit }; emit a --none; emit a -n; join; use; exit now; exit; emit never
            """)
    void runsScripts(String name, String lines) {
        Sio.Result result = Sio.with()
                .directory(directory)
                .in(CONNECTED + lines.replace("; ", "\n") + "\n")
                .run("connect", server.url(), "--transport", "websocket", "--keep-going");
        Golden.check("shell/client-" + name + ".golden", VerbTranscript.of(result, directory));
    }

    @Test
    void runsLinesOfFile() throws IOException {
        Files.writeString(directory.resolve("lines"), "# comment\n\nemit echo {\n  n: 1\n} --ack\nemit\n");
        Sio.Result result = Sio.with()
                .directory(directory)
                .in(CONNECTED + "source lines\nemit echo 2 --ack\n")
                .run("connect", server.url(), "--transport", "websocket", "--keep-going");
        Golden.check("shell/client-source.golden", VerbTranscript.of(result, directory));
    }

    @Test
    void showsReportsAsJson() {
        Sio.Result result = Sio.with()
                .directory(directory)
                .in(CONNECTED + "join /chat\nwait welcome --timeout 10s\nevents\nnamespaces\nlast 1\nset\nhelp use\n")
                .run("connect", server.url(), "--transport", "websocket", "--keep-going", "--json");
        Golden.check("shell/client-json.golden", VerbTranscript.of(result, directory));
    }
}
