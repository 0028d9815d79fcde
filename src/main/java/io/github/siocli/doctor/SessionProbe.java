package io.github.siocli.doctor;

import io.github.siocli.client.Session;
import io.github.siocli.client.diagnosis.NamespaceDiagnosis;
import io.github.siocli.client.option.ConnectOptions;
import io.github.siocli.event.Arguments;
import io.github.siocli.event.DataEvent.EventReceived;
import io.github.siocli.event.DisconnectReason;
import io.github.siocli.event.Event;
import io.github.siocli.event.Failure;
import io.github.siocli.event.FailureException;
import io.github.siocli.event.LifecycleEvent.ConnectFailed;
import io.github.siocli.event.LifecycleEvent.NamespaceConnected;
import io.github.siocli.event.LifecycleEvent.NamespaceDisconnected;
import io.github.siocli.event.LifecycleEvent.NamespaceRefused;
import io.github.siocli.event.ServerReason;
import io.github.siocli.event.TraceEvent;
import io.github.siocli.event.TraceEvent.Direction;
import io.github.siocli.event.TraceEvent.HttpHead;
import io.github.siocli.event.TraceEvent.Level;
import io.github.siocli.event.Transport;
import io.github.siocli.net.trace.TraceSettings;
import io.github.siocli.net.trace.TraceSettings.TraceChoice;
import io.github.siocli.secret.EventRedactor;
import io.github.siocli.secret.Redaction;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** A whole session as {@code sio connect} opens it, which records the answer to each namespace. */
public final class SessionProbe implements AutoCloseable {

    /** Requests of a session over polling: handshake, CONNECT, poll, and the end. */
    private static final int MOST_REQUESTS = 6;
    /** Length to which an event is shortened, in characters. */
    private static final int LONGEST_EVENT = 200;

    private static final EventRedactor REDACTOR = new EventRedactor(Redaction.DEFAULT);

    /**
     * The answer of the server for a namespace.
     *
     * @param failure the reason why it is not connected; empty if it is
     * @param elapsed the time from the start of the session
     */
    public record Answer(Optional<Failure> failure, Duration elapsed) {}

    /**
     * The end of a namespace, or of the session.
     *
     * @param reasonOfServer the reason in the packet of the server; empty if it has none
     * @param elapsed the time from the start of the session
     * @param lastEvent the last event of the namespace before, without secrets; empty if there was none
     */
    public record End(
            DisconnectReason reason, String reasonOfServer, Failure failure, Duration elapsed, String lastEvent) {}

    private final CheckContext context;
    private final ConnectOptions options;
    private final long start = System.nanoTime();
    private final Map<String, Answer> answers = new LinkedHashMap<>();
    /** The ends of namespaces, in their order. Guarded by the answers. */
    private final Map<String, End> ends = new LinkedHashMap<>();
    /** The last event of each namespace. Guarded by the answers. */
    private final Map<String, EventReceived> lastEvents = new HashMap<>();

    private final Session session;

    /**
     * Opens a session.
     *
     * @throws FailureException if the options cannot work
     * @throws RequestLimit.LimitReachedException if its requests would exceed the limit
     */
    public SessionProbe(CheckContext context, ConnectOptions options) throws FailureException {
        boolean usesPolling = options.protocol().transports().contains(Transport.POLLING);
        context.requests().require(usesPolling ? MOST_REQUESTS : 1);
        this.context = context;
        this.options = options;
        this.session = Session.open(
                options, new TraceSettings(new TraceChoice(Set.of(Level.HTTP), false)), this::handle, context.clock());
    }

    private void handle(Event event) {
        if (event instanceof TraceEvent traced) {
            if (traced.direction() == Direction.OUT && traced.item() instanceof HttpHead) {
                context.requests().add();
            }
        } else if (event instanceof EventReceived received) {
            synchronized (answers) {
                lastEvents.put(received.nsp(), received);
            }
        } else if (event instanceof NamespaceConnected connected) {
            context.secrets().add(connected.sid());
            context.secrets().add(connected.handshake().sid());
            answer(connected.nsp(), Optional.empty());
        } else if (event instanceof NamespaceRefused refused) {
            answer(
                    refused.nsp(),
                    Optional.of(NamespaceDiagnosis.of(
                            refused,
                            options.auth().isPresent(),
                            context.settings().url().namespace().orElse(null))));
        } else if (event instanceof NamespaceDisconnected disconnected) {
            Failure failure = NamespaceDiagnosis.of(disconnected, options.auth().isPresent());
            if (disconnected.reason() == DisconnectReason.REFUSED) {
                // The server connected the namespace and disconnected it at once.
                forget(disconnected.nsp());
            }
            answer(disconnected.nsp(), Optional.of(failure));
            end(disconnected, failure);
        } else if (event instanceof ConnectFailed failed) {
            options.namespaces().forEach(nsp -> answer(nsp, Optional.of(failed.failure())));
        }
    }

    private void forget(String nsp) {
        synchronized (answers) {
            answers.remove(nsp);
        }
    }

    private void answer(String nsp, Optional<Failure> failure) {
        synchronized (answers) {
            answers.putIfAbsent(nsp, new Answer(failure, elapsed()));
            answers.notifyAll();
        }
    }

    private void end(NamespaceDisconnected disconnected, Failure failure) {
        ServerReason given = disconnected.serverReason();
        String reason = new ServerReason(given.message(), REDACTOR.redact(given.data())).text();
        synchronized (answers) {
            EventReceived last = lastEvents.get(disconnected.nsp());
            ends.putIfAbsent(
                    disconnected.nsp(),
                    new End(disconnected.reason(), reason, failure, elapsed(), last == null ? "" : text(last)));
            answers.notifyAll();
        }
    }

    private String text(EventReceived event) {
        Arguments args = REDACTOR.redact(event.args());
        String text = context.secrets()
                .mask(event.name() + " " + String.join(" ", args.toTexts()))
                .replaceAll("\\R", " ")
                .strip();
        return text.length() <= LONGEST_EVENT ? text : text.substring(0, LONGEST_EVENT) + "...";
    }

    private Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    /** Waits until each namespace is answered, which the session reports within the connect timeout. */
    public void awaitAnswers() throws InterruptedException {
        synchronized (answers) {
            while (answers.size() < options.namespaces().size()) {
                answers.wait();
            }
        }
    }

    /** Waits until a namespace ends, at most for the given time; returns empty if all are still connected then. */
    public Optional<End> awaitEnd(Duration time) throws InterruptedException {
        return await(time, () -> !ends.isEmpty()).values().stream().findFirst();
    }

    /**
     * Waits until all connected namespaces have ended, at most for the given time.
     *
     * @return the ends so far, by namespace
     */
    public Map<String, End> awaitEnds(Duration time) throws InterruptedException {
        return await(
                time,
                () -> answers.entrySet().stream()
                        .filter(answer -> answer.getValue().failure().isEmpty())
                        .map(Map.Entry::getKey)
                        .allMatch(ends::containsKey));
    }

    private Map<String, End> await(Duration time, BooleanSupplier isEnough) throws InterruptedException {
        long deadline = System.nanoTime() + time.toNanos();
        synchronized (answers) {
            while (!isEnough.getAsBoolean() && deadline - System.nanoTime() > 0) {
                TimeUnit.NANOSECONDS.timedWait(answers, deadline - System.nanoTime());
            }
            return new LinkedHashMap<>(ends);
        }
    }

    /** Returns the answers so far, by namespace. */
    public Map<String, Answer> answers() {
        synchronized (answers) {
            return new LinkedHashMap<>(answers);
        }
    }

    /** Measures one round trip; empty if no response came in time. */
    public Optional<Duration> ping() {
        return session.ping(context.timeout());
    }

    @Override
    public void close() {
        session.end();
    }
}
