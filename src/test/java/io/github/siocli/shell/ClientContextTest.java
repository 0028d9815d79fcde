package io.github.siocli.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.siocli.command.option.ConnectionOptions;
import io.github.siocli.command.option.EmissionOptions.Emission;
import io.github.siocli.command.option.FilterOptions.FilterConfig;
import io.github.siocli.command.option.InputReader;
import io.github.siocli.command.option.OptionGroup;
import io.github.siocli.command.option.OutputOptions;
import io.github.siocli.command.option.ShellOptions;
import io.github.siocli.command.option.TraceOptions.TraceSelection;
import io.github.siocli.event.Arguments;
import io.github.siocli.event.EventName;
import io.github.siocli.event.Failure;
import io.github.siocli.event.FailureException;
import io.github.siocli.event.FailureKind;
import io.github.siocli.event.SessionStatus;
import io.github.siocli.event.TraceEvent.Level;
import io.github.siocli.json.Json;
import io.github.siocli.net.trace.TraceSettings.TraceChoice;
import io.github.siocli.output.Display;
import io.github.siocli.protocol.engineio.EngineFrame;
import io.github.siocli.server.AckResponder;
import io.github.siocli.server.ClientSocket;
import io.github.siocli.server.RawClient;
import io.github.siocli.server.ServerDisconnectReason;
import io.github.siocli.server.ServerListener;
import io.github.siocli.server.ServerOptions;
import io.github.siocli.server.SioServer;
import io.github.siocli.server.engine.EngineLimits;
import io.github.siocli.server.engine.EngineOptions;
import java.io.InputStream;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine.Model.CommandSpec;

/** Checks a client that is used without lines. The server acknowledges every event but {@code silence}. */
class ClientContextTest {

    private static final ZoneId ZONE = ZoneId.of("Asia/Kolkata");
    private static final Duration PLENTY = Duration.ofMillis(RawClient.PATIENCE_MILLIS);

    private final List<String> notes = Collections.synchronizedList(new ArrayList<>());
    /** Blocks the event loop while it shows an event of this name. */
    private final CountDownLatch mayShow = new CountDownLatch(1);

    @TempDir
    private Path directory;

    private SioServer server;
    private Clients clients;
    private ClientContext client;

    /** Answers events; disconnects the namespace {@code /closed} with a reason. */
    private static final class Behavior implements ServerListener {

        @Override
        public void onConnected(ClientSocket socket) {
            if (socket.namespace().name().equals("/closed")) {
                socket.session().send(EngineFrame.text("41/closed,\"go away\""));
            }
        }

        @Override
        public void onEvent(ClientSocket socket, EventName event, Arguments args, @Nullable AckResponder ack) {
            if (ack != null && !event.text().equals("silence")) {
                ack.ack(args);
            }
        }

        @Override
        public void onDisconnected(ClientSocket socket, ServerDisconnectReason reason) {}
    }

    @BeforeEach
    void start() throws FailureException {
        server = startServer(0);
        ShellSettings settings = settings("http://127.0.0.1:" + port(), "--transport=websocket");
        clients = new Clients(
                settings,
                display(),
                Clock.system(ZONE),
                new EventFilter(new FilterConfig(List.of(), List.of())),
                StopCondition.never(),
                () -> {});
        client = clients.first();
    }

    private static SioServer startServer(int port) throws FailureException {
        return SioServer.start(
                ServerOptions.on(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
                        .withEngine(EngineOptions.DEFAULT.withLimits(EngineLimits.DEFAULT.withPayload(8 << 20))),
                new Behavior());
    }

    private int port() {
        return server.address().getPort();
    }

    private ShellSettings settings(String url, String... words) throws FailureException {
        List<OptionGroup> groups = new ArrayList<>(new ConnectionOptions(true).groups());
        groups.add(new OutputOptions());
        groups.add(new ShellOptions());
        CommandSpec model = CommandSpec.create();
        groups.forEach(group -> group.options().forEach(model::addOption));
        InputReader inputs = new InputReader(directory, InputStream.nullInputStream());
        return new ShellSettings(url, ArgumentParser.parse(model, List.of(words)), inputs, Map.of(), SavedServers.NONE);
    }

    private Display display() {
        return (Display) Proxy.newProxyInstance(
                Display.class.getClassLoader(), new Class<?>[] {Display.class}, (proxy, method, args) -> {
                    if (method.getName().equals("showNote")) {
                        notes.add((String) args[0]);
                    } else if (method.getName().equals("show")
                            && args[0].toString().contains("/closed")) {
                        mayShow.await();
                    }
                    return null;
                });
    }

    @AfterEach
    void end() throws FailureException {
        mayShow.countDown();
        clients.close();
        server.close();
    }

    private void connect() throws FailureException, InterruptedException {
        client.connect();
        client.waitConditions().awaitAllNamespaces();
    }

    private static Emission event(String name, @Nullable Duration ackTimeout, String... values) {
        return new Emission(
                Optional.empty(),
                EventName.of(name),
                Arguments.of(List.of(values).stream().map(Json::literal).toArray(Json[]::new)),
                Optional.ofNullable(ackTimeout));
    }

    @Test
    void describesTheClientBeforeAndDuringASession() throws Exception {
        String host = "127.0.0.1:" + port();
        assertThat(client.hasSession()).isFalse();
        assertThat(client.serverUrl()).isEmpty();
        assertThat(client.status()).isEmpty();
        assertThat(client.promptState().connectionState()).isEqualTo(ConnectionState.OFFLINE);
        connect();
        assertThat(client.hasSession()).isTrue();
        assertThat(client.serverUrl()).isEqualTo("http://" + host);
        assertThat(client.status())
                .hasValueSatisfying(status -> assertThat(status.openSession()).isPresent());
        client.emit("/", event("silence", Duration.ofHours(1)), false);
        assertThat(client.promptState()).isEqualTo(new PromptState("", host, "/", ConnectionState.CONNECTED, 1));
        assertThat(client.ping(PLENTY)).isPresent();
        assertThat(client.now().getZone()).isEqualTo(ZONE);
        assertThat(client.disconnect()).isEmpty();
        assertThat(client.hasSession()).isFalse();
        assertThat(client.status()).isEmpty();
        assertThat(client.promptState()).isEqualTo(new PromptState("", host, "/", ConnectionState.OFFLINE, 0));
        assertThatThrownBy(() -> client.ping(PLENTY))
                .hasMessage("not connected to http://" + host + ": there is no session");
    }

    @Test
    void labelsEventsOfSeveralClients() throws Exception {
        connect();
        client.emit("/", event("a", PLENTY), true);
        ClientContext bob = clients.open("bob", settings("http://127.0.0.1:" + port(), "-n", "/chat"));
        assertThat(clients.current()).isSameAs(bob);
        bob.connect();
        bob.waitConditions().awaitAllNamespaces();
        bob.emit("/chat", event("b", PLENTY), true);
        assertThat(client.promptState().client()).isEqualTo("main");
        assertThat(client.clientNames()).containsExactly("main", "bob");
        assertThat(client.eventSummaries())
                .extracting(summary -> summary.name().text())
                .containsExactly("a");
        assertThat(bob.eventSummaries())
                .extracting(summary -> summary.name().text())
                .containsExactly("b");
        clients.close(bob);
        assertThat(clients.current()).isSameAs(client);
        assertThat(client.clientNames()).isEmpty();
    }

    @Test
    void remembersTheLatestThousandEmissions() throws Exception {
        connect();
        for (int i = 0; i <= 1_000; i++) {
            client.emit("/", event("e" + i, null), false);
        }
        List<Emission> emissions = client.emissions();
        assertThat(emissions).hasSize(1_000);
        assertThat(emissions.get(0).name().text()).isEqualTo("e1");
    }

    @Test
    void remembersEmissionsUpToFourMebibytes() throws Exception {
        connect();
        String quarter = "\"" + "x".repeat((1 << 20) - 2) + "\"";
        for (String name : List.of("a", "b", "c", "d")) {
            client.emit("/", event(name, PLENTY, quarter), true);
        }
        assertThat(emitted()).containsExactly("a", "b", "c", "d");
        client.emit("/", event("e", PLENTY, "1"), true);
        assertThat(emitted()).containsExactly("b", "c", "d", "e");
        client.emit("/", event("f", PLENTY, "\"" + "x".repeat(5 << 20) + "\""), true);
        assertThat(emitted()).containsExactly("f");
    }

    private List<String> emitted() {
        return client.emissions().stream()
                .map(emission -> emission.name().text())
                .toList();
    }

    @Test
    void expectsOneRefusal() throws FailureException {
        Failure refusal = Failure.of(FailureKind.REFUSED_BY_SERVER, "/", "no");
        client.requireAccepted();
        client.refused(refusal);
        assertThat(client.unexpectedRefusal()).contains(refusal);
        assertThatThrownBy(client::requireAccepted)
                .isInstanceOfSatisfying(
                        FailureException.class, e -> assertThat(e.failure()).isEqualTo(refusal));
        client.refusalExpected();
        assertThat(client.unexpectedRefusal()).isEmpty();
        client.requireAccepted();
    }

    @Test
    void reportsARefusalAfterConnectUnlessALineExpectsIt() throws Exception {
        mayShow.countDown();
        connect();
        client.join("/closed");
        awaitFailure(client);
        assertThat(client.firstRefusal()).as("before the end of the session").isEmpty();
        client.disconnect();
        assertThat(client.firstRefusal().orElseThrow().message()).contains("/closed: go away");
        ClientContext bob = clients.open("bob", settings("http://127.0.0.1:" + port() + "/closed"));
        bob.connect();
        awaitFailure(bob);
        bob.refusalExpected();
        bob.disconnect();
        assertThat(bob.firstRefusal()).isEmpty();
    }

    private static void awaitFailure(ClientContext client) throws FailureException, InterruptedException {
        assertThat(client.state().await(PLENTY, view -> view.namespaces().failure("/closed")))
                .isPresent();
    }

    /** The event loop shows that the namespace is connected, and has not seen yet that it is disconnected. */
    @Test
    void explainsTheRefusalThatTheEventLoopHasNotSeen() throws Exception {
        connect();
        client.join("/closed");
        while (sessionState("/closed") != SessionStatus.State.NOT_CONNECTED) {
            Thread.onSpinWait();
        }
        assertThat(client.joinedNamespaces()).contains("/closed");
        assertThatThrownBy(() -> client.emit("/closed", event("a", null), false))
                .hasMessageContaining("/closed: go away");
        assertThatThrownBy(() -> client.emit("/unknown", event("a", null), false))
                .hasMessage("the namespace /unknown is not joined");
    }

    private SessionStatus.State sessionState(String nsp) {
        return client.status().orElseThrow().namespaces().get(nsp).state();
    }

    @Test
    void retriesAtOnceBetweenTwoAttemptsUnlessTheSettingsHaveChanged() throws Exception {
        connect();
        server.close();
        awaitState(ConnectionState.RECONNECTING);
        client.connect();
        assertThat(client.promptState().connectionState()).isEqualTo(ConnectionState.RECONNECTING);
        client.settings().set("header", "X-A: 1");
        ClientContext.Attempt attempt = client.prepareToConnect();
        assertThat(client.promptState().connectionState()).isEqualTo(ConnectionState.CONNECTING);
        attempt.start();
        awaitState(ConnectionState.OFFLINE);
    }

    private void awaitState(ConnectionState expected) throws FailureException, InterruptedException {
        assertThat(client.state()
                        .await(
                                PLENTY,
                                view -> Optional.of(view.namespaces().connectionState())
                                        .filter(expected::equals)))
                .contains(expected);
    }

    @Test
    void waitsUntilADroppedConnectionHasEnded() throws Exception {
        connect();
        client.drop();
        assertThat(client.promptState().connectionState()).isNotEqualTo(ConnectionState.CONNECTED);
    }

    @Test
    void showsTheNotesOfAUrl() throws Exception {
        client.connect("http://127.0.0.1:" + port() + "/chat#part");
        client.waitConditions().awaitAllNamespaces();
        assertThat(notes).containsExactly("ignored in the URL: the fragment after #, which is never sent to a server");
        assertThat(client.currentNamespace()).isEqualTo("/chat");
    }

    @Test
    void tracesToAFileOrTheDisplay() throws FailureException {
        TraceChoice choice = new TraceChoice(Set.of(Level.SIO), true);
        client.applyTrace(new TraceSelection(choice, Optional.of(directory.resolve("trace"))));
        assertThat(client.traceFile()).contains(directory.resolve("trace"));
        assertThat(client.traceSettings().choice()).isEqualTo(choice);
        assertThat(clients.open("bob", client.settings()).traceSettings().choice())
                .isEqualTo(choice);
        client.applyTrace(new TraceSelection(TraceChoice.NOTHING, Optional.empty()));
        assertThat(client.traceFile()).isEmpty();
        assertThat(client.traceSettings().isOn()).isFalse();
    }
}
