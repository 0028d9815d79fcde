package io.github.siocli.shell.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.siocli.command.option.FilterOptions.FilterConfig;
import io.github.siocli.command.option.InputReader;
import io.github.siocli.command.option.OutputOptions.ColorChoice;
import io.github.siocli.command.option.OutputOptions.DataSettings;
import io.github.siocli.command.option.OutputOptions.OutputConfig;
import io.github.siocli.event.FailureException;
import io.github.siocli.output.Display;
import io.github.siocli.secret.Redaction;
import io.github.siocli.server.RawClient;
import io.github.siocli.server.fault.Chaos;
import io.github.siocli.shell.CompletionCandidate;
import io.github.siocli.shell.EventFilter;
import io.github.siocli.shell.StopCondition;
import io.github.siocli.shell.Verb;
import io.github.siocli.shell.verb.AckVerb;
import java.io.InputStream;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Checks the words that the verbs of a server suggest: its clients, rooms and requested acknowledgements. */
class ServerSuggestionsTest {

    private final List<RawClient> clients = new ArrayList<>();
    private final Display display = (Display) Proxy.newProxyInstance(
            Display.class.getClassLoader(), new Class<?>[] {Display.class}, (proxy, method, args) -> null);
    /** Has a permit for each batch of events that the event loop has processed. */
    private final Semaphore shown = new Semaphore(0);

    private ServerContext context;
    private String ann;
    private String bob;

    @BeforeEach
    void start() throws FailureException {
        InputReader inputs = new InputReader(Path.of("target"), InputStream.nullInputStream());
        context = ServerContext.start(
                ListenOptions.local(),
                new BehaviorConfig(
                        RuleSet.read(List.of(), List.of("on x ack"), inputs),
                        Chaos.none(),
                        1,
                        false,
                        List.of(),
                        Map.of()),
                new DisplayConfig(
                        display,
                        new OutputConfig(DataSettings.DEFAULT, false, 0, ColorChoice.AUTOMATIC, Redaction.NONE),
                        false,
                        Clock.systemUTC(),
                        new EventFilter(new FilterConfig(List.of(), List.of())),
                        StopCondition.never(),
                        shown::release));
        ann = connect("");
        bob = connect("");
        String elsewhere = connect("/chat,");
        context.operations().join(ann, "/", "hall");
        context.operations().join(ann, "/", "attic");
        context.operations().join(bob, "/", "hall");
        context.operations().join(elsewhere, "/chat", "cellar");
    }

    @AfterEach
    void end() throws FailureException {
        clients.forEach(RawClient::close);
        context.close();
    }

    private String connect(String nsp) {
        RawClient client = RawClient.webSocket(context.port(), "/socket.io/?EIO=4&transport=websocket");
        clients.add(client);
        client.text();
        return RawClient.sid(client.text("40" + nsp).text());
    }

    private Optional<List<String>> words(Verb<? super ServerContext> verb, String... preceding) {
        return verb.candidates(List.of(preceding), context)
                .map(candidates ->
                        candidates.stream().map(CompletionCandidate::text).toList());
    }

    @Test
    void suggestsClientsAndRoomsOfTheCurrentNamespace() {
        assertThat(words(new ClientsVerb())).contains(List.of(ann, bob));
        assertThat(words(new ClientsVerb(), ann)).contains(List.of());
        assertThat(words(new KickVerb())).contains(List.of(ann, bob));
        assertThat(words(new ServerJoinVerb())).contains(List.of(ann, bob));
        assertThat(words(new ServerJoinVerb(), ann).orElseThrow()).containsExactlyInAnyOrder("hall", "attic");
        assertThat(words(new ServerJoinVerb(), ann, "hall")).contains(List.of());
        assertThat(words(new ToVerb()).orElseThrow()).containsExactlyInAnyOrder("hall", "attic", ann, bob);
        assertThat(words(new ToVerb(), "hall").orElseThrow())
                .startsWith("emit", "except")
                .contains("attic", bob);
        assertThat(words(new ToVerb(), "hall", "emit")).isEmpty();
    }

    @Test
    void describesClientsAndRooms() {
        assertThat(new ToVerb().candidates(List.of(), context).orElseThrow())
                .contains(new CompletionCandidate("hall", "2 clients"), new CompletionCandidate("attic", "1 client"))
                .anySatisfy(client -> assertThat(client.description()).matches("127[.]0[.]0[.]1:\\d+, in hall, attic"));
    }

    @Test
    void suggestsTheAcknowledgementsThatClientsAwait() throws InterruptedException {
        assertThat(words(AckVerb.ofServer())).contains(List.of());
        clients.get(0).text("427[\"ask\"]").text("420[\"x\"]");
        assertThat(clients.get(0).text()).isEqualTo("430[]");
        while (words(AckVerb.ofServer()).orElseThrow().isEmpty()) {
            assertThat(shown.tryAcquire(10, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(AckVerb.ofServer().candidates(List.of(), context).orElseThrow())
                .containsExactly(new CompletionCandidate("7", ann.substring(0, 6)), CompletionCandidate.of("last"));
        assertThat(words(AckVerb.ofServer(), "7")).isEmpty();
    }
}
