package io.github.siocli.client.engine;

import io.github.siocli.protocol.socketio.Packet;
import io.socket.client.Manager;
import io.socket.client.Socket;
import io.socket.thread.EventThread;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;

/**
 * One connection of the client library, from the attempt to open it to its end.
 *
 * <p>The library processes the server's packets later than we do, so requests are stored here and executed when the
 * library has reached the state that they need. All state is confined to the library's event thread.
 */
public final class LibraryLink implements Connection {

    /** Receives the state changes of a connection, on the library's event thread. */
    public interface Observer {

        /** Called when the connection is open. */
        void opened(LibraryLink link);

        /** Called when the attempt to open the connection failed. The link cannot be used again. */
        void failed(LibraryLink link, Object error);

        /**
         * Called when the connection has ended. The link cannot be used again.
         *
         * @param reason the library's reason
         */
        void closed(LibraryLink link, String reason);
    }

    /** The library's reason for an end that we requested, or that came with the last namespace. */
    static final String FORCED_CLOSE = "forced close";

    private final Manager manager;
    private final Observer observer;
    private final Map<String, Socket> sockets = new LinkedHashMap<>();
    private final Set<String> wantedNamespaces = new LinkedHashSet<>();
    private final Set<String> leavingNamespaces = new HashSet<>();
    private final Queue<Packet> outgoing = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean isSendScheduled = new AtomicBoolean();
    private final EventThreadKeepAlive keepAlive = new EventThreadKeepAlive();
    private boolean isOpen;
    private boolean isEnded;

    /**
     * Creates a connection that starts to open when the first namespace is connected.
     *
     * @param options how to connect; must not be shared with another link
     */
    public LibraryLink(Manager.Options options, Observer observer) {
        this.observer = observer;
        this.manager = new Manager(null, options);
        manager.on(Manager.EVENT_TRANSPORT, EventThreadFaults.HANDLER);
        manager.on(Manager.EVENT_OPEN, args -> opened());
        manager.on(Manager.EVENT_ERROR, args -> failed(args[0]));
        manager.on(Manager.EVENT_CLOSE, args -> closed(String.valueOf(args[0])));
    }

    @Override
    public void connect(String nsp) {
        runOnEventThread(() -> {
            wantedNamespaces.add(nsp);
            leavingNamespaces.remove(nsp);
            reconcile();
        });
    }

    @Override
    public void disconnect(String nsp, boolean isAnswered) {
        runOnEventThread(() -> {
            wantedNamespaces.remove(nsp);
            if (isAnswered) {
                leavingNamespaces.add(nsp);
            }
            reconcile();
        });
        keepAlive.stop();
    }

    @Override
    public void namespaceEnded(String nsp) {
        runOnEventThread(() -> wantedNamespaces.remove(nsp));
    }

    @Override
    public void send(Packet packet) {
        outgoing.add(packet);
        if (isSendScheduled.compareAndSet(false, true)) {
            // One task for many packets, because each task is a hand-over between threads.
            runOnEventThread(() -> {});
            keepAlive.extend();
        }
    }

    /** Sends all queued packets. Each task does this first, which keeps the order. */
    private void sendOutgoing() {
        isSendScheduled.set(false);
        for (Packet packet = outgoing.poll(); packet != null; packet = outgoing.poll()) {
            Socket socket = sockets.get(packet.nsp());
            if (socket != null) {
                socket.emit(PacketCarrier.EVENT, packet);
            }
        }
    }

    /** Treats the connection as lost, if the library has not noticed yet. */
    public void connectionLost() {
        runOnEventThread(() -> closed("transport error"));
    }

    /** Fails an attempt that is still running, or treats an open connection as lost. */
    public void giveUp() {
        runOnEventThread(() -> {
            if (isOpen) {
                closed("transport error");
            } else {
                failed("no answer in time");
            }
        });
    }

    /**
     * Runs a task on the event thread, never directly: the caller may hold a lock, and the library may block in a
     * write.
     */
    private void runOnEventThread(Runnable task) {
        EventThread.nextTick(() -> {
            EventThreadFaults.HANDLER.handle();
            if (!isEnded) {
                try {
                    sendOutgoing();
                } finally {
                    // Sending throws an exception if the library's connection closes at the same moment.
                    task.run();
                }
            }
        });
        keepAlive.wake();
    }

    private void reconcile() {
        if (isEnded) {
            return;
        }
        if (!isOpen) {
            // No CONNECT was sent yet, so there is no answer to wait for.
            disconnectMatching(nsp -> !wantedNamespaces.contains(nsp));
        }
        List.copyOf(leavingNamespaces).forEach(this::leave);
        if (wantedNamespaces.isEmpty() && leavingNamespaces.isEmpty()) {
            end();
        } else if (!isClosing()) {
            List.copyOf(wantedNamespaces).forEach(this::ensureConnecting);
        }
    }

    private void leave(String nsp) {
        Socket socket = sockets.get(nsp);
        if (socket == null || !socket.isActive()) {
            leavingNamespaces.remove(nsp);
        } else if (socket.connected()) {
            leavingNamespaces.remove(nsp);
            socket.disconnect();
        }
    }

    private void disconnectMatching(Predicate<String> filter) {
        Map.copyOf(sockets).forEach((nsp, socket) -> {
            if (filter.test(nsp) && socket.isActive()) {
                socket.disconnect();
            }
        });
    }

    private void ensureConnecting(String nsp) {
        Socket socket = sockets.computeIfAbsent(nsp, this::socket);
        if (!socket.isActive()) {
            socket.connect();
        }
    }

    private Socket socket(String nsp) {
        Socket socket = manager.socket(nsp);
        socket.on(Socket.EVENT_CONNECT, args -> reconcile());
        socket.on(Socket.EVENT_DISCONNECT, args -> reconcile());
        socket.on(Socket.EVENT_CONNECT_ERROR, args -> reconcile());
        return socket;
    }

    /**
     * Returns true if the library is closing the connection, as it does with the last namespace. Until it has closed,
     * no namespace may be connected.
     */
    private boolean isClosing() {
        return isOpen && sockets.values().stream().noneMatch(Socket::isActive);
    }

    private void end() {
        disconnectMatching(nsp -> true);
        if (!isOpen && !isEnded) {
            // The library reports nothing if an attempt is cancelled.
            closed(FORCED_CLOSE);
        }
    }

    private void opened() {
        isOpen = true;
        observer.opened(this);
    }

    private void failed(Object error) {
        if (!isOpen && !isEnded) {
            isEnded = true;
            observer.failed(this, error);
        }
    }

    private void closed(String reason) {
        if (!isEnded) {
            isEnded = true;
            observer.closed(this, reason);
        }
    }
}
