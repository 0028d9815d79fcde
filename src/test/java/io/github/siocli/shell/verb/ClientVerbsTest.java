package io.github.siocli.shell.verb;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.siocli.server.TestServer;
import io.github.siocli.shell.Verb;
import io.github.siocli.testing.Golden;
import io.github.siocli.testing.Sio;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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

    /** The start of a recording waits until the event loop has processed what the lines before it have caused. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            emit       | emit echo {n: 1} --ack; emit event-back 1 [2]; wait event-back --timeout 10s; send hi --ack; again; emit -- -x --ack; emit connect; emit; emit echo end --ack
            history    | emit event-back 1; wait event-back; emit event-back 2; wait event-back; events; events e*; events none; last; last 2; last 1 event-back; last 0; again; wait event-back; repeat 2 --interval 1ms emit echo a --ack; repeat 2 nonsense; repeat 0 emit a
            ack        | emit ask-me; wait question --timeout 10s; ack 7 no; ack last because; wait answered --timeout 10s; ack last; ack x; ack
            namespaces | join /chat; wait welcome --timeout 10s; namespaces; use /; emit echo 1 -n /chat --ack; leave /chat; use /chat; join /admin; join /admin --auth {token: "s3cret, ä"}; wait welcome --timeout 10s; namespaces; leave; namespaces; join /nope; join /x,y; leave /none; emit a -n /chat
            rejoin     | set no-redact on; join /admin --auth {token: "s3cret, ä"}; wait welcome --timeout 10s; join /admin --auth {token: "s3cret, ä", n: 2}; wait welcome --timeout 10s; join /admin; namespaces; use /; namespaces; emit echo 1 --ack; use /admin; emit echo 2 --ack; leave /admin; namespaces; emit echo 3 --ack
            connect    | join /admin --auth {token: "s3cret, ä"}; wait welcome --timeout 10s; connect; wait welcome --timeout 10s; wait welcome --timeout 10s; namespaces; disconnect; status; namespaces; emit echo 1; drop; ping; connect; wait welcome --timeout 10s; namespaces; connect URL/chat; wait welcome --timeout 10s; namespaces; emit echo 2 --ack; connect URL/x,y; connect URL/?a=1; wait welcome --timeout 10s
            kicked     | join /chat; wait welcome --timeout 10s; emit kick --ack; namespaces; emit echo 1; use /; emit echo 2 --ack; join /chat; wait welcome --timeout 10s; emit kick-all --ack; expect disconnect --within 10s; namespaces; emit echo 3; status
            again      | emit echo 1 --ack; emit echo 2 --ack; again 2; again 9; join /chat; wait welcome --timeout 10s; emit ask-me; wait question --timeout 10s; use /; ack last 1; again; use /chat; ack last 2; wait answered --timeout 10s; ack last 3; wait answered --timeout 10s
            leaving    | join /chat; wait welcome --timeout 10s; join /dyn-a; wait welcome --timeout 10s; leave /; namespaces; leave /dyn-a; namespaces; join /admin; emit echo 1 --ack; use /admin; join /dyn-b; wait welcome --timeout 10s; leave /chat; namespaces
            matching   | emit event-back 7; wait event-back --timeout 10s --match '$1 == 7' -n /; emit event-back 8 hex:00ff; wait event-back --timeout 1ms -n /chat; wait event-back --timeout 1ms --match '$1 == 9'; wait e* --timeout 10s; emit echo 1 --ack; last 9 echo; last 9 event-*; last 9 x; events; disconnect; wait x --timeout 1ms
            secrets    | set auth {token: "s3cret"}; emit echo --auth a; save s; save s --force; save t --force; trace on sio --trace-secrets; trace --trace-secrets; trace off --trace-secrets; trace on off --trace-secrets; trace off now; trace to; trace to a b; trace off; record r; status; record off
            quotes     | emit echo '{a: 1}' '[$n]' --ack; repeat 2 emit echo 1 '[1]' --ack; main: emit echo "{a: 1}" '{no}' {a: '{b: 1}'} --ack; send '{"a":1, "long": "0123456789012345678901234567890123456789"}'; wait x --timeout 1ms --match '$1 == "{}"'
            drop       | join /chat; wait welcome --timeout 10s; drop; connect; wait welcome --timeout 10s; wait welcome --timeout 10s; namespaces; drop; emit echo 1 -n /chat --ack; namespaces
            queue      | join /later; emit echo 1 --ack; wait welcome --timeout 10s; emit echo 2 -n /x --ack; emit a 3 -n /later --ack
            filter     | watch a* welcome; watch; mute c; mute; unmute c; unmute; unmute x; watch *; watch; mute event-*; emit event-back 1; emit echo 1 --ack; unmute; emit event-back 2; wait event-back
            settings   | set; set ack-timeout 2s; set ack-timeout; set header X-A: 1; set; set output json; set output human; set ack-timeout off; set nothing 1; set nothing; set retry soon; set auth {token: 'x'}; set
            status     | status; disconnect; connect; wait welcome --timeout 10s; ping; disconnect
            values     | emit echo {n: 7, id: "x"} --ack; let id = $1.id; emit echo {to: $id, all: $args, name: $event, "$set": {"price": "$5"}} $id --ack; emit echo --template $id "id $id" $$5 id-$id $args --ack; emit echo {a: $nope}; let now = 1; let x; let x = {a: $1.to, n: $random(4,4)}; emit echo [$x] --ack; repeat 2 emit echo {i: $n} --ack; let y = $pick(3, 3); wait x --match '$1 == $y and $id == "x"' --timeout 1ms; wait x --match '$1 == $z'; let z = $random(a,2); let q = "a $id"; emit echo [$q] --ack
            waiting    | wait x --timeout 1ms; wait x --match '$1 == 7' --timeout 1ms; wait x --match '$1 = 7'; watch a --match '$1 > 2'; unmute; wait --timeout soon x; wait; sleep 1ms; sleep soon; sleep; ping; wait --none x
            expect     | expect welcome --match '$1.nsp == "/x"' --within 1ms; emit echo {id: 7, tags: [1, 2]} --ack; expect ack --match '$1.id == 7'; let id = $1.id; expect ack --match '$1.id == 8'; expect ack --within 1h; emit event-back {id: 7, text: "hello"} --ack; expect event-back --match '$1 == {id: $id, text: "hi", n: 1}' --within 10ms; expect not event-back --for 10s; expect event-back --within 10s; expect not event-back --for 1ms; emit event-back 1; emit event-back 2; expect event-back --count 2 --within 10s; emit event-back 3 --ack; expect event-back --count 2..3 --within 1ms; expect order event-back none --within 1ms; expect event-back; client bad /admin; expect refused --match '$1.message ~ "not *"'; let why = $1.data.code; client worse /admin; emit a; use main; disconnect; expect disconnect --match '$1 ~ "io client*"'; expect x --within 10s; expect not x --for 1ms; expect; expect a b; expect not a --within 1s; expect ack a; expect a --count 0; expect a --match '$1 = 2'; set within 1ms; set within; expect a; set quiet soon
            files      | record r; record; record off; record off; trace to t; trace; trace off; trace to off; trace on eio; trace; trace on nothing; trace on eio,sio; trace off; trace maybe; clear; emit echo 1 --ack; save s; save s; save --force s; source missing; source; record; clear
            clients    | client bob /chat; bob: wait welcome --timeout 10s; clients; emit echo 1 --ack; main: emit echo 2 --ack; use main; emit echo 3 --ack; bob: namespaces; use nobody; use bob; close bob; clients; close bob; close main; eve: emit a; client 7x; client main; eve:; client bob --none; client bob /admin
            lines      | nonsense; emti a; help nonsense; help emti; emit }; emit a --none; emit a -n; join; use; exit now; exit; emit never
            """)
    void runsScripts(String name, String lines) {
        Sio.Result result = Sio.with()
                .directory(directory)
                .in(CONNECTED + lines.replace("; ", "\n").replace("URL", server.url()) + "\n")
                .run("connect", server.url(), "--transport", "websocket", "--keep-going");
        Golden.check("shell/client-" + name + ".golden", VerbTranscript.of(result, directory));
    }

    @Test
    void recordsEventsBetweenTheLinesThatStartAndStopIt() throws IOException {
        Sio.Result result = Sio.with()
                .directory(directory)
                .in(
                        CONNECTED
                                + "emit echo 1 --ack\nrecord r\nemit echo 2 --ack\nrecord s\nemit echo 3 --ack\nrecord off\n"
                                + "emit echo 4 --ack\ntrace to t\nemit echo 5 --ack\ntrace to off\nemit echo 7 --ack\ntrace off\nemit echo 6 --ack\n")
                .run("connect", server.url(), "--transport", "websocket");
        assertThat(numbers("r")).containsExactly("2", "2");
        assertThat(numbers("s")).containsExactly("3", "3");
        assertThat(Files.readString(directory.resolve("t"))).contains("[5]").doesNotContain("[4]", "[6]", "[7]");
        assertThat(result.err()).contains("[7]").doesNotContain("[4]", "[5]", "[6]");
    }

    /** Returns the arguments of the recorded events and acknowledgements, which are numbers. */
    private List<String> numbers(String file) throws IOException {
        return Files.readAllLines(directory.resolve(file)).stream()
                .map(line -> line.replaceAll(".*\"args\":\\[(\\d)].*", "$1"))
                .filter(number -> number.length() == 1)
                .toList();
    }

    @Test
    void refusesToQueueIfThatIsOff() {
        Sio.Result result = Sio.with()
                .in(CONNECTED + "drop\nemit echo 1\nemit echo 2 --ack\n")
                .run("connect", server.url(), "--transport", "websocket", "--keep-going", "--no-queue");
        Golden.check("shell/client-no-queue.golden", VerbTranscript.of(result, directory));
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
