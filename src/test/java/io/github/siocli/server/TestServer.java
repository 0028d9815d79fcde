package io.github.siocli.server;

import io.github.siocli.event.Arguments;
import io.github.siocli.event.EventName;
import io.github.siocli.event.FailureException;
import io.github.siocli.json.Json;
import io.github.siocli.server.AckCallback.AckFailure;
import io.github.siocli.server.engine.CloseReason;
import io.github.siocli.server.engine.ConnectDecision;
import io.github.siocli.server.engine.EngineSession;
import io.github.siocli.server.engine.ForeignRequest;
import io.github.siocli.server.fault.FaultInjector;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A server on a free port for tests, with a log of its listener. The listener handles the events that {@code client-scenarios.js} sends. */
public final class TestServer implements ServerListener, AutoCloseable {

    private static final Set<String> LISTED = Set.of("/", "/chat", "/admin", "/custom", "/silent", "/later");

    private final LinkedBlockingQueue<String> log = new LinkedBlockingQueue<>();
    private SioServer server;

    private TestServer() {}

    public static TestServer start() {
        return start(options -> options);
    }

    public static TestServer start(UnaryOperator<ServerOptions> change) {
        return start(0, change, FaultInjector.NONE);
    }

    public static TestServer start(int port, UnaryOperator<ServerOptions> change, FaultInjector misbehaviour) {
        TestServer served = new TestServer();
        ServerOptions options = ServerOptions.on(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
                .withNamespaces(name -> LISTED.contains(name) || name.startsWith("/dyn-"));
        try {
            served.server = SioServer.start(change.apply(options), served, misbehaviour);
        } catch (FailureException e) {
            throw new AssertionError(e);
        }
        return served;
    }

    SioServer server() {
        return server;
    }

    public int port() {
        return server.address().getPort();
    }

    public String url() {
        return (server.options().engine().tls().isPresent() ? "https://localhost:" : "http://127.0.0.1:") + port();
    }

    /** Waits for an entry of the log that begins with a text; what stands before it is forgotten. */
    String await(String start) {
        try {
            while (true) {
                String entry = log.poll(RawClient.PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
                if (entry == null) {
                    throw new AssertionError("the server was not told of: " + start);
                }
                if (entry.startsWith(start)) {
                    return entry;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** Waits until some time has passed on the event loop. */
    void awaitTime(Duration time) {
        server.schedule(time, () -> log.add("time has passed"));
        await("time has passed");
    }

    @Override
    public void onForeignRequest(ForeignRequest request) {
        log.add("foreign " + request.cause() + " " + request.value());
    }

    @Override
    public void onSessionReplaced(EngineSession session) {
        log.add("surplus " + session.transport().wireName());
    }

    @Override
    public void onSessionOpened(EngineSession session) {
        log.add("opened " + session.transport().wireName());
    }

    @Override
    public void onUpgraded(EngineSession session) {
        log.add("upgraded to " + session.transport().wireName());
    }

    @Override
    public void onSessionClosed(EngineSession session, CloseReason reason) {
        log.add("closed by " + reason.protocolName());
    }

    @Override
    public void onRejected(EngineSession session, String why) {
        log.add("rejected: " + why);
    }

    @Override
    public void onFault(RuntimeException fault) {
        log.add("fault: " + fault);
    }

    @Override
    public ConnectDecision onConnecting(ConnectRequest request) {
        return switch (request.nsp()) {
            case "/silent" -> new ConnectDecision.Silence();
            case "/later" -> new ConnectDecision.Later(Duration.ofMillis(50), ConnectDecision.ACCEPTED);
            case "/admin" ->
                isKnown(request)
                        ? ConnectDecision.ACCEPTED
                        : new ConnectDecision.Refuse(
                                "not authorized", Optional.of(Json.literal("{\"code\":\"E_AUTH\",\"retry\":false}")));
            default -> ConnectDecision.ACCEPTED;
        };
    }

    private static boolean isKnown(ConnectRequest request) {
        String secret = "s3cret, ä";
        return secret.equals(request.query().get("token"))
                || request.auth()
                        .filter(auth -> auth.members()
                                .getOrDefault("token", Json.literal("null"))
                                .equals(Json.string(secret)))
                        .isPresent();
    }

    @Override
    public void onConnected(ClientSocket socket) {
        log.add("connected " + socket.namespace().name() + (socket.isRecovered() ? " again" : ""));
        if (!socket.isRecovered()) {
            socket.emit(
                    "welcome",
                    Arguments.of(Json.literal("{\"sid\":" + Json.string(socket.id()) + ",\"nsp\":"
                            + Json.string(socket.namespace().name()) + ",\"auth\":"
                            + socket.request().auth().map(Json::text).orElse("null") + "}")));
        }
    }

    @Override
    public void onEvent(ClientSocket socket, EventName name, Arguments args, @Nullable AckResponder ack) {
        String event = name.text();
        log.add("event " + event);
        switch (event) {
            case "event-back" -> socket.emit(name, args);
            case "ask-me" ->
                socket.emit(
                        EventName.of("question"),
                        Arguments.of(Json.string("why")),
                        Duration.ofSeconds(5),
                        new Answered(socket));
            case "owe-me" ->
                socket.emit(
                        EventName.of("question"),
                        Arguments.of(Json.string("why")),
                        Duration.ofMillis(100),
                        new Answered(socket));
            case "kick" -> socket.disconnect(false);
            case "kick-all" -> socket.disconnect(true);
            case "fail" -> throw new IllegalStateException("a fault of the application");
            default -> room(socket, event, args);
        }
        if (ack != null) {
            ack.ack(args);
        }
    }

    @Override
    public void onAck(ClientSocket socket, long id, Arguments args) {
        log.add("ack " + id);
    }

    private static void room(ClientSocket socket, String event, Arguments args) {
        List<String> words = args.values().stream()
                .filter(value -> value.kind() == Json.Kind.STRING)
                .map(Json::stringValue)
                .toList();
        switch (event) {
            case "join" -> socket.join(words.get(0));
            case "leave" -> socket.leave(words.get(0));
            case "say" -> socket.namespace().to(words.get(0)).emit("said", said(words.get(1)));
            case "say-others" -> socket.others().to(words.get(0)).emit("said", said(words.get(1)));
            case "shout" -> socket.namespace().emit("said", said(words.get(0)));
            case "shout-others" -> socket.others().emit("said", said(words.get(0)));
            default -> {}
        }
    }

    private static Arguments said(String text) {
        return Arguments.of(Json.string(text));
    }

    private record Answered(ClientSocket socket) implements AckCallback {

        @Override
        public void onAck(Arguments args) {
            socket.emit("answered", args);
        }

        @Override
        public void onFailure(AckFailure failure) {
            socket.emit("unanswered", Arguments.of(Json.string(failure.name())));
        }
    }

    @Override
    public void onDisconnected(ClientSocket socket, ServerDisconnectReason reason) {
        log.add("disconnected " + socket.namespace().name() + " " + reason.protocolName());
        socket.namespace().to("watchers").emit("somebody-left", Arguments.NONE);
    }

    /** Closes the server at once, without waiting until polling clients learn of it. */
    @Override
    public void close() {
        server.close(Duration.ZERO);
    }
}
