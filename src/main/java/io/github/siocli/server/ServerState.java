package io.github.siocli.server;

import io.netty.channel.EventLoop;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/** State that the parts of one server share. */
final class ServerState {

    private static final int ID_BYTES = 15;

    private final ServerOptions options;
    private final ServerListener listener;
    private final FaultInjector misbehaviour;
    private final EventLoop loop;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, Namespace> namespaces = new HashMap<>();
    private final RecoveryStore.Budget recoveryBudget = new RecoveryStore.Budget();
    private int clients;

    ServerState(ServerOptions options, ServerListener listener, FaultInjector misbehaviour, EventLoop loop) {
        this.options = options;
        this.listener = listener;
        this.misbehaviour = misbehaviour;
        this.loop = loop;
        options.recovery().ifPresent(this::sweep);
    }

    /** Returns the size that all namespaces keep for recovery. */
    RecoveryStore.Budget recoveryBudget() {
        return recoveryBudget;
    }

    ServerOptions options() {
        return options;
    }

    FaultInjector misbehaviour() {
        return misbehaviour;
    }

    /** Returns a new random id. */
    String newId() {
        byte[] bytes = new byte[ID_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().encodeToString(bytes);
    }

    /** Notifies the listener. An exception of the listener does not reach the event loop. */
    void tell(Consumer<ServerListener> what) {
        ask(told -> {
            what.accept(told);
            return true;
        });
    }

    /** Queries the listener. Returns empty if the listener throws an exception. */
    <T> Optional<T> ask(Function<ServerListener, T> what) {
        try {
            return Optional.of(what.apply(listener));
        } catch (RuntimeException fault) {
            listener.onFault(fault);
            return Optional.empty();
        }
    }

    Cancellable schedule(Duration delay, Runnable task) {
        var scheduled = loop.schedule(() -> guarded(task), delay.toNanos(), TimeUnit.NANOSECONDS);
        return () -> scheduled.cancel(false);
    }

    void guarded(Runnable task) {
        tell(told -> task.run());
    }

    void execute(Runnable task) {
        loop.execute(() -> guarded(task));
    }

    boolean isOnLoop() {
        return loop.inEventLoop();
    }

    /** Returns the namespace with a name, and creates it if it does not exist. */
    Namespace namespace(String name) {
        return namespaces.computeIfAbsent(name, missing -> new Namespace(missing, this));
    }

    Map<String, Namespace> namespaces() {
        return namespaces;
    }

    /** Returns true if a namespace exists or may be created. */
    boolean hasRoomFor(String name) {
        return namespaces.containsKey(name)
                || namespaces.size() < options.limits().allNamespaces();
    }

    /** Discards expired recovery state at intervals. */
    private void sweep(RecoveryOptions recovery) {
        for (Namespace namespace : List.copyOf(namespaces.values())) {
            forget(namespace);
        }
        schedule(recovery.time().dividedBy(2), () -> sweep(recovery));
    }

    /** Removes a namespace that has no sockets and no recovery state. */
    void forget(Namespace namespace) {
        if (namespace.isForgettable()) {
            namespaces.remove(namespace.name(), namespace);
            namespace.end();
        }
    }

    boolean isFull() {
        return clients >= options.maxClients();
    }

    int clients() {
        return clients;
    }

    void came() {
        clients++;
    }

    void went() {
        clients--;
    }

    <T> T onLoop(Supplier<T> question) {
        if (isOnLoop()) {
            return question.get();
        }
        return loop.submit(question::get).syncUninterruptibly().getNow();
    }
}
