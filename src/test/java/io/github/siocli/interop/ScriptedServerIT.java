package io.github.siocli.interop;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.siocli.client.Session;
import io.github.siocli.client.option.ConnectOptions;
import io.github.siocli.event.Arguments;
import io.github.siocli.event.DataEvent.EventReceived;
import io.github.siocli.event.Event;
import io.github.siocli.event.EventName;
import io.github.siocli.event.EventQueue;
import io.github.siocli.event.FailureException;
import io.github.siocli.event.FailureKind;
import io.github.siocli.event.LifecycleEvent.ConnectFailed;
import io.github.siocli.event.LifecycleEvent.NamespaceDisconnected;
import io.github.siocli.event.LifecycleEvent.NamespaceRefused;
import io.github.siocli.event.Transport;
import io.github.siocli.testing.Mutator;
import io.github.siocli.testing.Property;
import io.github.siocli.testing.TestOptions;
import java.io.ByteArrayOutputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Runs complete sessions with servers that violate the protocol: each session ends with a reported cause and can be
 * closed.
 */
class ScriptedServerIT {

    private static final int SESSIONS = Integer.getInteger("lying.sessions", 100);
    private static final int AT_ONCE = 8;
    private static final Duration PATIENCE = Duration.ofSeconds(8);
    private static final Duration PLENTY = Duration.ofSeconds(50);
    private static final byte[] BYTES = {1, 2, 3};
    private static final String OPEN =
            "0{\"sid\":\"lv_VI97HAXpY6yYWAAAC\",\"upgrades\":[],\"pingInterval\":25000,\"pingTimeout\":20000%s}";

    private final ConcurrentLinkedQueue<Throwable> uncaught = new ConcurrentLinkedQueue<>();

    @ParameterizedTest
    @CsvSource({"3,POLLING", "3,WEBSOCKET", "4,POLLING", "4,WEBSOCKET"})
    @Timeout(120)
    void endsEverySessionWhateverTheServerSends(int eio, Transport transport) throws Exception {
        Thread.UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
        Thread.setDefaultUncaughtExceptionHandler((thread, e) -> uncaught.add(e));
        ExecutorService workers = Executors.newFixedThreadPool(AT_ONCE);
        try {
            List<Future<?>> running = new ArrayList<>();
            Property.holds(SESSIONS, random -> {
                long seed = random.nextLong();
                running.add(workers.submit(() -> run(eio, transport, seed)));
            });
            for (Future<?> each : running) {
                each.get();
            }
        } catch (ExecutionException e) {
            throw new AssertionError(e.getCause().getMessage(), e.getCause());
        } finally {
            workers.shutdownNow();
            Thread.setDefaultUncaughtExceptionHandler(before);
        }
        assertThat(uncaught).isEmpty();
    }

    /** Neither is kept in memory: at most 16 MiB of a handshake, 256 MiB of a packet, nothing of a POST response. */
    @ParameterizedTest
    @CsvSource({"handshake,BAD_PAYLOAD", "poll,BAD_PAYLOAD"})
    @Timeout(60)
    void reportsAndCutsEndlessResponse(String which, FailureKind kind) throws Exception {
        byte[] handshake = which.equals("handshake") ? ScriptedServer.ENDLESS : ScriptedServer.utf8(OPEN.formatted(""));
        try (ScriptedServer server = new ScriptedServer(handshake, List.of(ScriptedServer.ENDLESS), new byte[0])) {
            assertThat(told(server))
                    .filteredOn(ConnectFailed.class::isInstance)
                    .extracting(event -> ((ConnectFailed) event).failure().kind())
                    .containsExactly(kind);
        }
    }

    @Test
    @Timeout(60)
    void acceptsPostResponseWithoutEnd() throws Exception {
        List<byte[]> polls = List.of(
                ScriptedServer.utf8("40{\"sid\":\"a\"}"),
                ScriptedServer.utf8("42[\"first\"]"),
                ScriptedServer.utf8("42[\"last\"]"));
        try (ScriptedServer server = new ScriptedServer(
                ScriptedServer.utf8(OPEN.formatted("")), polls, new byte[0], ScriptedServer.ENDLESS)) {
            assertThat(told(server))
                    .filteredOn(EventReceived.class::isInstance)
                    .extracting(event -> ((EventReceived) event).name())
                    .containsExactly(EventName.of("first"), EventName.of("last"));
        }
    }

    private static List<Event> told(ScriptedServer server) throws Exception {
        EventQueue queue = new EventQueue(1 << 20);
        List<Event> told = new ArrayList<>();
        // Hundreds of megabytes may arrive on a busy machine.
        ConnectOptions options = TestOptions.to(server.port(), PLENTY, Transport.POLLING);
        Session session = Session.open(options, queue, Clock.systemUTC());
        try {
            assertThat(endsTold(queue, told, PLENTY)).as(told.toString()).isTrue();
            return told;
        } finally {
            queue.close();
            session.end();
        }
    }

    private Void run(int eio, Transport transport, long seed) throws Exception {
        Random random = new Random(seed);
        List<Object> script = script(eio, random);
        try (ScriptedServer server = server(eio, random, script)) {
            EventQueue queue = new EventQueue(1 << 20);
            List<Event> told = new ArrayList<>();
            Session session = Session.open(options(transport, server.port()), queue, Clock.systemUTC());
            try {
                session.emit("/", EventName.of("hello"), Arguments.NONE, Duration.ofSeconds(1));
                assertThat(endsTold(queue, told, PATIENCE))
                        .as(describe(seed, script, told))
                        .isTrue();
            } catch (FailureException ended) {
                // The connection ended before the client sent anything.
            } finally {
                queue.close();
                long start = System.nanoTime();
                session.end();
                assertThat(Duration.ofNanos(System.nanoTime() - start))
                        .as(describe(seed, script, told))
                        .isLessThan(PATIENCE);
            }
            assertThat(uncaught).as(describe(seed, script, told)).isEmpty();
        }
        return null;
    }

    private static String describe(long seed, List<Object> script, List<Event> told) {
        String said = script.stream().map(String::valueOf).reduce("", (all, each) -> all + "\n  " + each);
        return "session " + seed + "L told " + told + " where the server said"
                + (said.length() > 4000 ? said.substring(0, 4000) : said);
    }

    private static boolean endsTold(EventQueue queue, List<Event> told, Duration limit) throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        while (told.stream().noneMatch(ScriptedServerIT::isEnd)) {
            long left = end - System.nanoTime();
            if (left <= 0) {
                return false;
            }
            queue.drainTo(told, left);
        }
        return true;
    }

    private static boolean isEnd(Event event) {
        return event instanceof ConnectFailed
                || event instanceof NamespaceRefused
                || event instanceof NamespaceDisconnected;
    }

    /** Returns the packets of the server; byte arrays are binary packets. */
    private static List<Object> script(int eio, Random random) {
        List<Object> script = new ArrayList<>();
        script.add(OPEN.formatted(random.nextBoolean() ? ",\"maxPayload\":1000000" : ""));
        script.add(eio == 3 ? "40" : "40{\"sid\":\"oSO0OpakMV_3jnilAAAA\"}");
        for (int i = random.nextInt(6); i >= 0; i--) {
            script.addAll(something(random));
        }
        int lies = random.nextInt(3);
        for (int i = 0; i <= lies; i++) {
            int at = random.nextInt(script.size());
            switch (random.nextInt(8)) {
                case 0 -> script.add(at, script.get(random.nextInt(script.size())));
                case 1 -> script.add(script.remove(at));
                case 2 -> script.add(at, BYTES);
                default -> {
                    if (script.get(at) instanceof String packet) {
                        script.set(at, Mutator.of(random, packet));
                    }
                }
            }
        }
        return script;
    }

    private static List<Object> something(Random random) {
        return switch (random.nextInt(12)) {
            case 0 -> List.of("42[\"welcome\",{\"sid\":\"x\",\"n\":1.0}]");
            case 1 -> List.of("42/chat,12[\"question\"]");
            case 2 -> List.of("451-[\"file\",{\"_placeholder\":true,\"num\":0}]", BYTES);
            case 3 ->
                List.of("462-0[{\"_placeholder\":true,\"num\":1},{\"_placeholder\":true,\"num\":0}]", BYTES, BYTES);
            case 4 -> List.of("430[\"answer\"]");
            case 5 -> List.of("44{\"message\":\"not authorized\",\"data\":{\"code\":1}}");
            case 6 -> List.of("44/chat,\"Invalid namespace\"");
            case 7 -> List.of("41/chat,");
            case 8 -> List.of("2");
            case 9 -> List.of("3");
            case 10 -> List.of("6");
            default -> List.of(random.nextInt(4) == 0 ? "1" : "41");
        };
    }

    private static ScriptedServer server(int eio, Random random, List<Object> script) throws Exception {
        List<byte[]> polls = new ArrayList<>();
        ByteArrayOutputStream frames = new ByteArrayOutputStream();
        boolean spoilsBytes = random.nextInt(4) == 0;
        boolean isBinary = random.nextBoolean();
        for (int at = 1; at < script.size(); ) {
            int end = Math.min(script.size(), at + 1 + random.nextInt(3));
            byte[] payload = ScriptedServer.payload(eio, isBinary, script.subList(at, end));
            polls.add(spoilsBytes && random.nextInt(3) == 0 ? Mutator.of(random, payload) : payload);
            at = end;
        }
        for (Object packet : script) {
            byte[] frame = ScriptedServer.frame(eio, packet);
            frames.writeBytes(spoilsBytes && random.nextInt(4) == 0 ? Mutator.of(random, frame) : frame);
        }
        byte[] handshake = ScriptedServer.payload(eio, isBinary, script.subList(0, 1));
        return new ScriptedServer(
                spoilsBytes && random.nextInt(8) == 0 ? Mutator.of(random, handshake) : handshake,
                polls,
                frames.toByteArray());
    }

    private static ConnectOptions options(Transport transport, int port) {
        return TestOptions.to(port, Duration.ofSeconds(3), transport);
    }
}
