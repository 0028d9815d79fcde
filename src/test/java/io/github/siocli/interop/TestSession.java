package io.github.siocli.interop;

import io.github.siocli.client.Session;
import io.github.siocli.client.option.ConnectOptions;
import io.github.siocli.event.Arguments;
import io.github.siocli.event.Event;
import io.github.siocli.event.EventName;
import io.github.siocli.event.EventQueue;
import io.github.siocli.event.FailureException;
import io.github.siocli.event.SessionStatus;
import io.github.siocli.event.Transport;
import io.github.siocli.testing.NodeServer;
import io.github.siocli.testing.ServerAndTransport;
import io.github.siocli.testing.TestOptions;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A session of a test and its events so far. */
final class TestSession implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final EventQueue queue = new EventQueue(1 << 20);
    private final List<Event> told = new ArrayList<>();
    private final Session session;

    private TestSession(ConnectOptions options) throws FailureException {
        session = Session.open(options, queue, Clock.systemUTC());
    }

    /** Builder of a session. */
    static final class Maker {

        private final ServerAndTransport servers;
        private final NodeServer server;
        private List<String> namespaces = List.of("/");
        private Duration connectTimeout = Duration.ofSeconds(10);
        private ConnectOptions.ReconnectSettings reconnect = ConnectOptions.ReconnectSettings.NEVER;

        private Maker(ServerAndTransport servers, NodeServer server) {
            this.servers = servers;
            this.server = server;
        }

        Maker namespaces(String... wanted) {
            namespaces = List.of(wanted);
            return this;
        }

        Maker connectTimeout(Duration timeout) {
            connectTimeout = timeout;
            return this;
        }

        Maker reconnect() {
            reconnect = new ConnectOptions.ReconnectSettings(true, false, OptionalInt.empty());
            return this;
        }

        Maker reconnect(int limit) {
            reconnect = new ConnectOptions.ReconnectSettings(true, false, OptionalInt.of(limit));
            return this;
        }

        TestSession open() throws FailureException {
            List<Transport> transports = Arrays.stream(servers.transports().split(","))
                    .map(name -> Transport.valueOf(name.toUpperCase(Locale.ROOT)))
                    .toList();
            return new TestSession(TestOptions.to(server.port(), connectTimeout, reconnect, transports)
                    .withNamespaces(namespaces));
        }
    }

    static Maker with(ServerAndTransport servers, NodeServer server) {
        return new Maker(servers, server);
    }

    /** Returns a session that connects to the root namespace and does not reconnect. */
    static TestSession to(ServerAndTransport servers, NodeServer server) throws FailureException {
        return with(servers, server).open();
    }

    Session session() {
        return session;
    }

    /** Emits an event without asking for an acknowledgement. */
    void emit(String nsp, String name, Arguments args) throws FailureException, InterruptedException {
        session.emit(nsp, EventName.of(name), args, null);
    }

    /** Emits an event that asks for an acknowledgement. */
    void emit(String nsp, String name, Arguments args, Duration ackTimeout)
            throws FailureException, InterruptedException {
        session.emit(nsp, EventName.of(name), args, ackTimeout);
    }

    /** Waits for the first matching event of a kind. Earlier events count. */
    <E extends Event> E await(Class<E> kind, Predicate<E> wanted) throws InterruptedException {
        return await(1, kind, wanted);
    }

    /** Waits for the second, third or later matching event of a kind. */
    <E extends Event> E await(int which, Class<E> kind, Predicate<E> wanted) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            List<E> found = all(kind).stream().filter(wanted).toList();
            if (found.size() >= which) {
                return found.get(which - 1);
            }
            long left = end - System.nanoTime();
            if (left <= 0) {
                throw new AssertionError("no such " + kind.getSimpleName() + " (" + found.size() + " of " + which
                        + ") but\n" + told.stream().map(String::valueOf).reduce("", (a, b) -> a + b + "\n")
                        + session.status());
            }
            queue.drainTo(told, left);
        }
    }

    /** Returns true if there is an event of a kind, or one arrives within a time. */
    boolean holds(Class<? extends Event> kind, Duration time) throws InterruptedException {
        long end = System.nanoTime() + time.toNanos();
        while (all(kind).isEmpty()) {
            long left = end - System.nanoTime();
            if (left <= 0) {
                return false;
            }
            queue.drainTo(told, left);
        }
        return true;
    }

    /** Returns all events of a kind so far. */
    <E extends Event> List<E> all(Class<E> kind) throws InterruptedException {
        queue.drainTo(told, 0);
        return told.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /** Waits until the status matches. */
    SessionStatus awaitStatus(Predicate<SessionStatus> wanted) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        for (SessionStatus status = session.status(); ; status = session.status()) {
            if (wanted.test(status)) {
                return status;
            }
            if (System.nanoTime() > end) {
                throw new AssertionError("the status stays " + status);
            }
            queue.drainTo(told, TimeUnit.MILLISECONDS.toNanos(5));
        }
    }

    @Override
    public void close() {
        queue.close();
        session.end();
    }
}
