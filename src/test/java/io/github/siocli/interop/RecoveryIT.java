package io.github.siocli.interop;

import static io.github.siocli.event.ExitCode.DONE;
import static io.github.siocli.event.ExitCode.INTERRUPTED;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.siocli.event.Arguments;
import io.github.siocli.event.DataEvent.EventReceived;
import io.github.siocli.event.Event;
import io.github.siocli.event.FailureException;
import io.github.siocli.event.LifecycleEvent.NamespaceConnected;
import io.github.siocli.event.LifecycleEvent.NamespaceDisconnected;
import io.github.siocli.event.RecoveryOutcome;
import io.github.siocli.json.Json;
import io.github.siocli.testing.NodeServer;
import io.github.siocli.testing.RunningProgram;
import io.github.siocli.testing.ServerAndTransport;
import io.github.siocli.testing.ServerVersion;
import io.github.siocli.testing.Sio;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Connection state recovery, over every transport. */
class RecoveryIT {

    private static final String EIO3 = "V[12]_.*";
    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final String ENABLED = "\"connectionStateRecovery\":{}";
    private static final String EXPIRED = "\"connectionStateRecovery\":{\"maxDisconnectionDuration\":1}";

    @ParameterizedTest
    @EnumSource(names = "V4_8_.*", mode = EnumSource.Mode.MATCH_ANY)
    void receivesMissedEventsOnceInOrder(ServerAndTransport servers) throws Exception {
        try (NodeServer server = NodeServer.start(servers.version(), "{" + ENABLED + "}");
                TestSession open = TestSession.with(servers, server)
                        .namespaces("/", "/chat")
                        .reconnect()
                        .open()) {
            NamespaceConnected first = connected(open, 1, "/");
            assertThat(first.recovery()).contains(RecoveryOutcome.OFFERED);
            NamespaceConnected chat = connected(open, 1, "/chat");
            received(open, "/chat", "welcome");
            server.emit("/", "[\"before\",0]");
            received(open, "/", "before");
            awaitUpgrade(servers, server);
            // A cut between two polls is not noticed.
            do {
                server.drop();
            } while (!open.holds(NamespaceDisconnected.class, Duration.ofMillis(300)));
            open.await(2, NamespaceDisconnected.class, event -> true);
            server.awaitLog(line -> disconnections(server) >= 2, PATIENCE);
            server.emit("/", "[\"missed\",1]");
            server.emit("/", "[\"missed\",2,\"text\"]");
            server.emit("/chat", "[\"missed\",3]");
            NamespaceConnected again = connected(open, 2, "/");
            assertThat(again.recovery()).contains(RecoveryOutcome.RECOVERED);
            assertThat(again.sid()).isEqualTo(first.sid());
            assertThat(connected(open, 2, "/chat").sid()).isEqualTo(chat.sid());
            assertThat(open.session().status().namespaces().get("/").recovery()).contains(RecoveryOutcome.RECOVERED);
            server.emit("/", "[\"after\",4]");
            received(open, "/", "after");
            List<String> told = new ArrayList<>();
            for (Event event : open.all(Event.class)) {
                if (event instanceof EventReceived received && received.nsp().equals("/")) {
                    told.add(received.name().text() + received.args().values());
                } else if (event instanceof NamespaceConnected connected
                        && connected.nsp().equals("/")) {
                    told.add("connected");
                }
            }
            assertThat(told.subList(2, told.size()))
                    .filteredOn(each -> !each.startsWith("welcome"))
                    .containsExactly("before[0]", "missed[1]", "missed[2, \"text\"]", "connected", "after[4]");
            assertThat(open.all(EventReceived.class))
                    .filteredOn(event ->
                            event.nsp().equals("/chat") && event.name().text().equals("missed"))
                    .hasSize(1);
        }
    }

    @ParameterizedTest
    @EnumSource(names = "V4_8_.*", mode = EnumSource.Mode.MATCH_ANY)
    void doesNotRunExecLinesAgainAfterRecovery(ServerAndTransport servers) {
        try (NodeServer server = NodeServer.start(servers.version(), "{" + ENABLED + ",\"parser\":\"msgpack\"}");
                RunningProgram tail =
                        start(servers, server.url(), "-e", "emit echo first", "-a", "token=x", "--parser", "msgpack")) {
            tail.awaitOut("<- echo \"first\"\n");
            awaitUpgrade(servers, server);
            dropUntilNoticed(server, tail);
            server.emit("/", "[\"missed\"]");
            tail.awaitErr(", recovered)\n");
            server.emit("/", "[\"after\"]");
            String out = tail.awaitOut("<- after\n");
            assertThat(out.split("echo", -1)).hasSize(2);
            assertThat(out.split("missed", -1)).hasSize(2);
            assertThat(server.awaitLog("\"recovered\":true")).contains("\"token\":\"x\"");
            assertThat(tail.interrupt().exit().code()).isEqualTo(INTERRUPTED);
        }
    }

    @ParameterizedTest
    @EnumSource(names = "V4_8_.*", mode = EnumSource.Mode.MATCH_ANY)
    void doesNotRecoverExpiredSession(ServerAndTransport servers) {
        try (NodeServer server = NodeServer.start(servers.version(), "{" + EXPIRED + "}");
                RunningProgram tail = start(servers, server.url(), "-e", "emit echo 1")) {
            tail.awaitOut("<- echo 1\n");
            dropUntilNoticed(server, tail);
            tail.awaitErr(", not recovered: the server began a new session)\n");
            server.awaitLog(line -> events(server, "echo") == 2, PATIENCE);
            assertThat(tail.interrupt().exit().code()).isEqualTo(INTERRUPTED);
        }
    }

    @ParameterizedTest
    @EnumSource(names = "V4_8_.*", mode = EnumSource.Mode.MATCH_ANY)
    void doesNotRecoverAfterRestartOfTheServer(ServerAndTransport servers) {
        NodeServer first = NodeServer.start(servers.version(), "{" + ENABLED + "}");
        try (RunningProgram tail = start(servers, first.url(), "--json", "--lifecycle")) {
            tail.awaitOut("\"recovered\":false,\"recovery\":\"offered\"}\n");
            tail.awaitOut("welcome");
            first.kill();
            tail.awaitErr("reconnecting in ");
            try (NodeServer second =
                    NodeServer.start(servers.version(), "{" + ENABLED + ",\"port\":" + first.port() + "}")) {
                tail.awaitOut("\"recovered\":false,\"recovery\":\"new_session\"}\n");
                assertThat(second.awaitLog("\"log\":\"connection\"")).contains("\"pid\":", "\"offset\":");
                assertThat(tail.interrupt().exit().code()).isEqualTo(INTERRUPTED);
            }
        } finally {
            first.close();
        }
    }

    /** Between two polls a server does not notice a dropped connection, and keeps no state for it. */
    @ParameterizedTest
    @EnumSource(names = "V4_8_WEBSOCKET")
    void showsRecoveryInStatus(ServerAndTransport servers) {
        try (NodeServer server = NodeServer.start(servers.version(), "{" + ENABLED + "}")) {
            Sio.Result result = Sio.run(servers.args(
                    "connect",
                    server.url(),
                    "-e",
                    "wait welcome",
                    "-e",
                    "status",
                    "-e",
                    "drop",
                    "-e",
                    "emit ack 1 --ack",
                    "-e",
                    "status"));
            assertThat(result.code()).isEqualTo(DONE);
            assertThat(result.out()).containsPattern("(?s)recovery +offered\n.*recovery +recovered\n");
        }
    }

    @ParameterizedTest
    @EnumSource(names = EIO3, mode = EnumSource.Mode.MATCH_ANY)
    void claimsNoRecoveryForServersWithoutIt(ServerAndTransport servers) {
        String offset = offset();
        try (NodeServer server = NodeServer.start(servers.version());
                RunningProgram tail = start(servers, server.url(), "-v", "-e", "emit echo 1")) {
            tail.awaitErr("connected to / (");
            tail.awaitOut("<- echo 1\n");
            awaitUpgrade(servers, server);
            server.emit("/", "[\"text\",\"" + offset + "\"]");
            tail.awaitOut("<- text \"" + offset + "\"\n");
            dropUntilNoticed(server, tail);
            server.awaitLog(line -> events(server, "echo") == 2, PATIENCE);
            Sio.Result result = tail.interrupt().exit();
            assertThat(result.code()).isEqualTo(INTERRUPTED);
            assertThat(result.err()).doesNotContain("recover");
        }
        Sio.Result json = Sio.run(servers.args("tail", servers.shared().url(), "--lifecycle", "--json", "-c", "1"));
        assertThat(json.out()).contains("\"type\":\"connect\"").doesNotContain("recover");
    }

    @ParameterizedTest
    @EnumSource(names = EIO3, mode = EnumSource.Mode.MATCH_NONE)
    void reportsServerWithoutRecovery(ServerAndTransport servers) {
        String offset = offset();
        try (NodeServer server = NodeServer.start(servers.version());
                RunningProgram tail = start(servers, server.url(), "-v")) {
            tail.awaitErr(", recovery not offered)\n");
            server.awaitLog("\"log\":\"connection\"");
            server.emit("/", "[\"text\",\"" + offset + "\"]");
            tail.awaitOut("<- text \"" + offset + "\"\n");
            dropUntilNoticed(server, tail);
            tail.awaitErr(", not recovered: the server did not offer recovery)\n");
            assertThat(tail.interrupt().exit().code()).isEqualTo(INTERRUPTED);
        }
    }

    @ParameterizedTest
    @EnumSource(names = "V4_8_.*", mode = EnumSource.Mode.MATCH_ANY)
    void labelsOffsetInsteadOfShowingAnArgument(ServerAndTransport servers) {
        try (NodeServer server = NodeServer.start(servers.version(), "{" + ENABLED + "}")) {
            assertThat(echoed(servers, server, "--json"))
                    .matches("(?s).*\"event\":\"echo\",\"args\":\\[1,\"welcome\"],\"offset\":\"[^\"]{7,9}\"}\n");
            assertThat(echoed(servers, server, "--raw")).matches("\\[\"echo\",1,\"welcome\",\"[^\"]{7,9}\"]\n");
            assertThat(echoed(servers, server)).isEqualTo("<- echo 1 \"welcome\"\n");
            assertThat(echoed(servers, server, "-v")).matches("<- echo 1 \"welcome\" \\(offset [^ ]{7,9}\\)\n");
            assertThat(echoed(servers, server, "--format", "%{args}")).isEqualTo("[1,\"welcome\"]");
        }
    }

    private static String echoed(ServerAndTransport servers, NodeServer server, String... output) {
        List<String> args =
                new ArrayList<>(List.of(server.url(), "-e", "emit echo 1 welcome", "--event", "echo", "-c", "1"));
        args.addAll(List.of(output));
        Sio.Result result = Sio.run(servers.args("tail", args.toArray(String[]::new)));
        assertThat(result.code()).isEqualTo(DONE);
        return result.out();
    }

    @ParameterizedTest
    @EnumSource(names = "V4_8_.*", mode = EnumSource.Mode.MATCH_ANY)
    void readsOffsetOnlyIfTheServerRecovers(ServerAndTransport servers) throws Exception {
        try (NodeServer server = NodeServer.start(servers.version(), "{" + ENABLED + "}");
                TestSession open = TestSession.to(servers, server)) {
            connected(open, 1, "/");
            emit(open, "binary");
            EventReceived binary = received(open, "/", "binary");
            assertThat(binary.offset()).isPresent();
            assertThat(binary.args().values()).hasSize(2);
            assertThat(binary.args().attachments()).hasSize(4);
            emit(open, "ackme");
            EventReceived question = received(open, "/", "question");
            assertThat(question.offset()).isEmpty();
            open.session().ack("/", question.ackId().orElseThrow(), Arguments.NONE);
            assertThat(received(open, "/", "answered").offset()).isPresent();
        }
    }

    @Test
    void keepsTextOfVolatileEvent() throws Exception {
        try (NodeServer server = NodeServer.start(ServerVersion.V4_8, "{" + ENABLED + "}");
                TestSession open = TestSession.to(ServerAndTransport.V4_8_WEBSOCKET, server)) {
            connected(open, 1, "/");
            open.emit("/", "volatile", Arguments.of(Json.string("welcome")));
            EventReceived unreliable = received(open, "/", "volatile");
            assertThat(unreliable.offset()).isEmpty();
            assertThat(unreliable.args().values()).hasSize(1);
        }
    }

    @ParameterizedTest
    @EnumSource(names = "V4_8_.*", mode = EnumSource.Mode.MATCH_ANY)
    void startsNewSessionAfterLeavingOrDisconnection(ServerAndTransport servers) throws Exception {
        try (NodeServer server = NodeServer.start(servers.version(), "{" + ENABLED + "}");
                TestSession open = TestSession.with(servers, server)
                        .namespaces("/", "/chat")
                        .open()) {
            received(open, "/chat", "welcome");
            NamespaceConnected before = connected(open, 1, "/chat");
            open.session().leave("/chat");
            open.await(NamespaceDisconnected.class, event -> event.nsp().equals("/chat"));
            open.session().join("/chat");
            NamespaceConnected after = connected(open, 2, "/chat");
            assertThat(after.recovery()).contains(RecoveryOutcome.OFFERED);
            assertThat(after.sid()).isNotEqualTo(before.sid());
            server.kick("/chat", false);
            open.await(2, NamespaceDisconnected.class, event -> event.nsp().equals("/chat"));
            open.session().join("/chat");
            assertThat(connected(open, 3, "/chat").recovery()).contains(RecoveryOutcome.OFFERED);
            assertThat(server.log()).noneMatch(line -> line.contains("\"pid\""));
        }
    }

    private static NamespaceConnected connected(TestSession open, int which, String nsp) throws InterruptedException {
        return open.await(which, NamespaceConnected.class, event -> event.nsp().equals(nsp));
    }

    private static EventReceived received(TestSession open, String nsp, String name) throws InterruptedException {
        return open.await(
                EventReceived.class,
                event -> event.nsp().equals(nsp) && event.name().text().equals(name));
    }

    private static void emit(TestSession open, String name) throws FailureException, InterruptedException {
        open.emit("/", name, Arguments.NONE);
    }

    private static RunningProgram start(ServerAndTransport servers, String... rest) {
        return Sio.with().limit(PATIENCE).start(servers.args("tail", rest));
    }

    /** A session survives a cut between two polls, and a cut of a websocket that it has not moved to. */
    private static void dropUntilNoticed(NodeServer server, RunningProgram program) {
        do {
            server.drop();
        } while (!program.errHolds("disconnected", Duration.ofMillis(300)));
    }

    /** During an upgrade only one side may notice a cut. */
    private static void awaitUpgrade(ServerAndTransport servers, NodeServer server) {
        if (servers.transports().contains(",")) {
            server.awaitLog("\"log\":\"upgrade\"");
        }
    }

    private static long disconnections(NodeServer server) {
        return events(server, "\"log\":\"disconnect\"", "");
    }

    private static long events(NodeServer server, String name) {
        return events(server, "\"log\":\"event\"", "\"event\":\"" + name + "\"");
    }

    private static long events(NodeServer server, String kind, String part) {
        return server.log().stream()
                .filter(line -> line.contains(kind) && line.contains(part))
                .count();
    }

    /** Returns a text that looks like a current offset. */
    private static String offset() {
        String digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_";
        StringBuilder offset = new StringBuilder();
        for (long left = System.currentTimeMillis(); left > 0; left /= digits.length()) {
            offset.insert(0, digits.charAt((int) (left % digits.length())));
        }
        return offset.toString();
    }
}
