package io.github.siocli.shell.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.siocli.command.option.EmissionOptions.Emission;
import io.github.siocli.command.option.FilterOptions.FilterConfig;
import io.github.siocli.command.option.InputReader;
import io.github.siocli.command.option.OutputOptions.ColorChoice;
import io.github.siocli.command.option.OutputOptions.DataSettings;
import io.github.siocli.command.option.OutputOptions.OutputConfig;
import io.github.siocli.event.Arguments;
import io.github.siocli.event.DataEvent.EventSent;
import io.github.siocli.event.Event;
import io.github.siocli.event.EventName;
import io.github.siocli.event.FailureException;
import io.github.siocli.event.FailureKind;
import io.github.siocli.event.LifecycleEvent.ClientDisconnected;
import io.github.siocli.net.tls.CertificateFiles;
import io.github.siocli.net.tls.ServerTls;
import io.github.siocli.output.Display;
import io.github.siocli.secret.Redaction;
import io.github.siocli.server.RawClient;
import io.github.siocli.server.ServerOptions;
import io.github.siocli.server.engine.EngineOptions;
import io.github.siocli.server.fault.Chaos;
import io.github.siocli.shell.AckKey;
import io.github.siocli.shell.ConnectionState;
import io.github.siocli.shell.EventFilter;
import io.github.siocli.shell.PromptState;
import io.github.siocli.shell.StopCondition;
import java.io.InputStream;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Checks a server that is used without lines. */
class ServerContextTest {

    private static final Clock CLOCK = Clock.fixed(Instant.EPOCH, ZoneId.of("Asia/Kolkata"));
    private static final ColorChoice COLORS = new ColorChoice(Optional.of(true), Optional.empty());

    private final List<ServerContext> contexts = new ArrayList<>();
    private final List<RawClient> clients = new ArrayList<>();
    private final LinkedBlockingQueue<Event> shown = new LinkedBlockingQueue<>();
    private final List<String> notes = Collections.synchronizedList(new ArrayList<>());

    @TempDir
    private Path directory;

    @AfterEach
    void end() throws FailureException {
        clients.forEach(RawClient::close);
        for (ServerContext context : contexts) {
            context.close();
        }
    }

    private static ListenConfig listening(int port, int portCount, String... namespaces) {
        ServerOptions options = ServerOptions.on(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        return new ListenConfig(options, Set.of(namespaces), Optional.empty(), portCount);
    }

    private ServerContext start(ListenConfig listenConfig) throws FailureException {
        return start(listenConfig, false, "on x ack");
    }

    private ServerContext start(ListenConfig listenConfig, boolean showsSent, String rule) throws FailureException {
        InputReader inputs = new InputReader(directory, InputStream.nullInputStream());
        Display display = (Display) Proxy.newProxyInstance(
                Display.class.getClassLoader(), new Class<?>[] {Display.class}, (proxy, method, args) -> {
                    if (method.getName().equals("show")) {
                        shown.add((Event) args[0]);
                    } else if (method.getName().equals("showNote")) {
                        notes.add((String) args[0]);
                    }
                    return null;
                });
        ServerContext context = ServerContext.start(
                listenConfig,
                new BehaviorConfig(
                        RuleSet.read(List.of(), List.of(rule), inputs),
                        Chaos.none(),
                        1,
                        false,
                        List.of("a note"),
                        Map.of()),
                new DisplayConfig(
                        display,
                        new OutputConfig(DataSettings.DEFAULT, false, 0, COLORS, Redaction.NONE),
                        showsSent,
                        CLOCK,
                        new EventFilter(new FilterConfig(List.of(), List.of())),
                        StopCondition.never(),
                        () -> {}));
        contexts.add(context);
        return context;
    }

    /** Connects a client to a namespace and returns its id. */
    private String connect(ServerContext context, String nsp) {
        RawClient client = RawClient.webSocket(context.port(), "/socket.io/?EIO=4&transport=websocket");
        clients.add(client);
        client.text();
        return RawClient.sid(client.text("40" + nsp + ",").text());
    }

    private <E extends Event> E awaitShown(Class<E> type) throws InterruptedException {
        Event event;
        do {
            event = shown.poll(RawClient.PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
            assertThat(event).as("an event of " + type).isNotNull();
        } while (!type.isInstance(event));
        return type.cast(event);
    }

    private static Emission event(String name, Duration ackTimeout) {
        return new Emission(Optional.empty(), EventName.of(name), Arguments.NONE, Optional.ofNullable(ackTimeout));
    }

    @Test
    void takesTheNextFreePort() throws FailureException {
        ServerContext first = start(listening(0, 1));
        assertThatThrownBy(() -> start(listening(first.port(), 1)))
                .isInstanceOfSatisfying(
                        FailureException.class,
                        e -> assertThat(e.failure().kind()).isEqualTo(FailureKind.CANNOT_LISTEN));
        assertThat(start(listening(first.port(), 20)).port()).isBetween(first.port() + 1, first.port() + 19);
    }

    @Test
    void triesNoOtherPortIfACertificateCannotBeRead() throws FailureException {
        Path missing = directory.resolve("missing.pem");
        ServerOptions options = listening(0, 1)
                .options()
                .withEngine(EngineOptions.DEFAULT.withTls(
                        new ServerTls(new CertificateFiles(missing, Optional.of(missing), Optional.empty()))));
        ListenConfig config = new ListenConfig(options, Set.of(), Optional.empty(), 2);
        assertThatThrownBy(() -> start(config))
                .isInstanceOfSatisfying(
                        FailureException.class,
                        e -> assertThat(e.failure().message()).contains("missing.pem"));
    }

    @Test
    void beginsWithItsFirstNamespace() throws FailureException {
        ServerContext context = start(listening(0, 1, "/a"));
        String host = "127.0.0.1:" + context.port();
        assertThat(context.url()).isEqualTo("http://" + host);
        assertThat(context.promptState())
                .isEqualTo(new PromptState("", "server " + host, "/a", ConnectionState.CONNECTED, 0));
        assertThatThrownBy(() -> context.use("/b")).hasMessage("the server has no namespace /b");
        context.use("/a");
        assertThat(context.currentNamespace()).isEqualTo("/a");
        assertThat(context.zone()).isEqualTo(CLOCK.getZone());
        assertThat(context.colors()).isEqualTo(COLORS);
        assertThat(context.stats().uptime()).isZero();
    }

    @Test
    void takesTheNamespacesOfTheRulesUnlessItHasItsOwn() throws FailureException {
        ServerContext ruled = start(listening(0, 1), false, "namespace /ruled");
        ruled.use("/ruled");
        assertThatThrownBy(() -> ruled.use("/a")).hasMessage("the server has no namespace /a");
        ServerContext own = start(listening(0, 1, "/a"), false, "namespace /ruled");
        assertThatThrownBy(() -> own.use("/ruled")).hasMessage("the server has no namespace /ruled");
    }

    @Test
    void showsAndCountsSentEventsForEachClientIfAsked() throws Exception {
        ServerContext context = start(listening(0, 1), true, "on x ack");
        Set<String> sids = Set.of(connect(context, "/"), connect(context, "/"));
        context.emit("/", event("a", null), false);
        assertThat(Set.of(
                        awaitShown(EventSent.class).sid().orElseThrow(),
                        awaitShown(EventSent.class).sid().orElseThrow()))
                .isEqualTo(sids);
        assertThat(notes).contains("a note", "sent to 2 clients");
        assertThat(context.eventSummaries())
                .singleElement()
                .satisfies(summary -> assertThat(summary.count()).isEqualTo(2));
    }

    @Test
    void publishesSentEventsWhileItRecords() throws Exception {
        ServerContext context = start(listening(0, 1));
        connect(context, "/");
        connect(context, "/");
        context.emit("/", event("before", null), false);
        Path file = directory.resolve("recording");
        context.record(file);
        assertThat(context.recording()).contains(file);
        context.emit("/", event("recorded", null), false);
        context.stopRecording();
        assertThat(context.recording()).isEmpty();
        context.emit("/", event("after", null), false);
        assertThat(Files.readString(file)).contains("recorded").doesNotContain("before", "after");
        assertThat(context.eventSummaries())
                .extracting(summary -> summary.name().text() + " " + summary.count())
                .containsExactly("before 1", "recorded 2", "after 1");
        assertThat(context.latestEvents(9, event -> true)).hasSize(2);
    }

    @Test
    void listsTheAcknowledgementsThatClientsRequest() throws Exception {
        ServerContext context = start(listening(0, 1));
        String sid = connect(context, "/");
        String other = connect(context, "/b");
        clients.get(0).text("421[\"ask\"]");
        clients.get(1).text("42/b,2[\"ask\"]");
        AckKey one = new AckKey(Optional.of(sid), "/", 1);
        AckKey two = new AckKey(Optional.of(other), "/b", 2);
        awaitAcks(context, 2);
        assertThat(context.requestedAcks(null)).containsExactlyInAnyOrder(one, two);
        assertThat(context.requestedAcks("/b")).containsExactly(two);
        context.ack(two, Arguments.NONE);
        assertThat(clients.get(1).text()).isEqualTo("43/b,2[]");
        assertThat(context.requestedAcks("/b")).isEmpty();
        assertThatThrownBy(() -> context.ack(two, Arguments.NONE))
                .hasMessage("no client waits for the acknowledgement 2");
    }

    @Test
    void countsTheClientsOfEachNamespaceAndThePendingAcknowledgements() throws Exception {
        ServerContext context = start(listening(0, 1));
        connect(context, "/");
        connect(context, "/b");
        connect(context, "/b");
        assertThat(context.knownNamespaces()).containsExactly("/", "/b");
        assertThat(context.namespaceReport().rows())
                .extracting(row -> row.get(0).text() + ": " + row.get(1).text())
                .containsExactly("/ *: 1", "/b: 2");
        context.emit("/b", event("a", Duration.ofHours(1)), false);
        assertThat(context.promptState().pendingAcks()).isEqualTo(2);
    }

    @Test
    void appliesARuleThatIsAddedWhileItRuns() throws Exception {
        ServerContext context = start(listening(0, 1));
        connect(context, "/");
        context.rules().add("on y ack 7", new InputReader(directory, InputStream.nullInputStream()));
        assertThat(clients.get(0).text("421[\"y\"]").text()).isEqualTo("431[7]");
    }

    @Test
    void disconnectsItsClientsAndCompletesTheRecordingWhenItIsClosed() throws Exception {
        ServerContext context = start(listening(0, 1), true, "on x ack");
        connect(context, "/");
        Path file = directory.resolve("recording");
        context.record(file);
        context.emit("/", event("last", null), false);
        context.close();
        assertThat(clients.get(0).awaitClose()).isEqualTo(1001);
        assertThat(context.recording()).isEmpty();
        assertThat(Files.readAllLines(file)).hasSize(2).last().asString().contains("server shutting down");
        assertThat(shown).last().isInstanceOf(ClientDisconnected.class);
    }

    private static void awaitAcks(ServerContext context, int count) throws Exception {
        for (int i = 0; i < count; i++) {
            context.waitConditions().awaitEvent(false, Duration.ofMillis(RawClient.PATIENCE_MILLIS), event -> true);
        }
    }

    @Test
    void failsWithoutARecipientThatAcknowledges() throws Exception {
        ServerContext context = start(listening(0, 1));
        context.emit("/", event("a", Duration.ofHours(1)), true);
        assertThat(notes).contains("not sent: no client is connected to /");
        connect(context, "/");
        context.emit("/", event("b", null), false);
        assertThat(notes).contains("sent to 1 client");
        assertThatThrownBy(() -> context.emit("/", event("c", Duration.ofMillis(1)), true))
                .hasMessageContaining("no acknowledgement of \"c\"");
    }
}
