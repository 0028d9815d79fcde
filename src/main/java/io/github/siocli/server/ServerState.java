package io.github.siocli.server;

import io.github.siocli.server.engine.RandomIds;
import io.github.siocli.server.fault.FaultInjector;
import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/** State that the parts of one server share. */
final class ServerState implements ServerLoop {

    private final ServerOptions options;
    private final ServerListener listener;
    private final FaultInjector faults;
    private final EventLoop loop;
    private final RandomIds ids = new RandomIds();
    private final Map<String, Namespace> namespaces = new HashMap<>();
    private final RecoveryStore.Budget recoveryBudget = new RecoveryStore.Budget();
    private int clients;

    ServerState(ServerOptions options, ServerListener listener, FaultInjector faults, EventLoop loop) {
        this.options = options;
        this.listener = listener;
        this.faults = faults;
        this.loop = loop;
        options.recovery().ifPresent(this::discardExpired);
    }

    /** Returns the size that all namespaces keep for recovery. */
    RecoveryStore.Budget recoveryBudget() {
        return recoveryBudget;
    }

    ServerOptions options() {
        return options;
    }

    FaultInjector faults() {
        return faults;
    }

    /** Returns a new random id. */
    String newId() {
        return ids.next();
    }

    /** Notifies the listener. An exception of the listener does not reach the event loop. */
    void notifyListener(Consumer<ServerListener> notification) {
        queryListener(told -> {
            notification.accept(told);
            return true;
        });
    }

    /** Queries the listener. Returns empty if the listener throws an exception. */
    <T> Optional<T> queryListener(Function<ServerListener, T> query) {
        try {
            return Optional.of(query.apply(listener));
        } catch (RuntimeException fault) {
            listener.onFault(fault);
            return Optional.empty();
        }
    }

    @Override
    public Cancellable schedule(Duration delay, Runnable task) {
        var scheduled = loop.schedule(() -> guarded(task), delay.toNanos(), TimeUnit.NANOSECONDS);
        return () -> scheduled.cancel(false);
    }

    void guarded(Runnable task) {
        notifyListener(told -> task.run());
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

    @Override
    public Optional<Namespace> findNamespace(String name) {
        return Optional.ofNullable(namespaces.get(name));
    }

    /** Returns true if a namespace exists or may be created. */
    boolean hasRoomFor(String name) {
        return namespaces.containsKey(name)
                || namespaces.size() < options.limits().allNamespaces();
    }

    /** Discards expired recovery state at intervals. */
    private void discardExpired(RecoveryOptions recovery) {
        for (Namespace namespace : List.copyOf(namespaces.values())) {
            remove(namespace);
        }
        schedule(recovery.time().dividedBy(2), () -> discardExpired(recovery));
    }

    /** Removes a namespace that has no sockets and no recovery state. */
    void remove(Namespace namespace) {
        if (namespace.isRemovable()) {
            namespaces.remove(namespace.name(), namespace);
            namespace.close();
        }
    }

    boolean isFull() {
        return clients >= options.admission().maxClients();
    }

    int clients() {
        return clients;
    }

    void clientConnected() {
        clients++;
    }

    void clientDisconnected() {
        clients--;
    }

    <T> T onLoop(Supplier<T> query) {
        if (isOnLoop()) {
            return query.get();
        }
        return loop.submit(query::get).syncUninterruptibly().getNow();
    }
}
