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
 * One connection of the client library: from the attempt to open it to its end.
 *
 * <p>The library hears of what the server says later than we do, so what we want of it is kept here, and done when it has
 * come so far. All of its state is touched on the library's own thread only.
 */
public final class LibraryLink implements Connection {

    /** Told on the library's thread what becomes of a connection. */
    public interface Observer {

        /** The session is open. */
        void opened(LibraryLink link);

        /** The attempt to open it failed. The link is of no use any more. */
        void failed(LibraryLink link, Object error);

        /** The connection has ended, for a reason in the library's words. The link is of no use any more. */
        void closed(LibraryLink link, String reason);
    }

    /** The library's word for an end that we wanted, or that came with the last namespace. */
    static final String FORCED = "forced close";

    private final Manager manager;
    private final Observer observer;
    private final Map<String, Socket> sockets = new LinkedHashMap<>();
    private final Set<String> wanted = new LinkedHashSet<>();
    private final Set<String> leaving = new HashSet<>();
    private final Queue<Packet> departing = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean departure = new AtomicBoolean();
    private final EventThreadKeepAlive lingering = new EventThreadKeepAlive();
    private boolean open;
    private boolean ended;

    /**
     * A connection that begins to open with the first namespace.
     *
     * @param options how to connect; no other link may have them
     */
    public LibraryLink(Manager.Options options, Observer observer) {
        this.observer = observer;
        this.manager = new Manager(null, options);
        manager.on(Manager.EVENT_OPEN, args -> opened());
        manager.on(Manager.EVENT_ERROR, args -> failed(args[0]));
        manager.on(Manager.EVENT_CLOSE, args -> closed(String.valueOf(args[0])));
    }

    @Override
    public void connect(String nsp) {
        later(() -> {
            wanted.add(nsp);
            leaving.remove(nsp);
            reconcile();
        });
    }

    @Override
    public void disconnect(String nsp, boolean answered) {
        later(() -> {
            wanted.remove(nsp);
            if (answered) {
                leaving.add(nsp);
            }
            reconcile();
        });
        lingering.stop();
    }

    @Override
    public void forget(String nsp) {
        later(() -> wanted.remove(nsp));
    }

    @Override
    public void send(Packet packet) {
        departing.add(packet);
        if (departure.compareAndSet(false, true)) {
            // A task for each would be a hand-over between threads for each.
            later(() -> {});
            lingering.extend();
        }
    }

    /** Sends all that has come so far, which each task does first, so that the order stays. */
    private void depart() {
        departure.set(false);
        for (Packet packet = departing.poll(); packet != null; packet = departing.poll()) {
            Socket socket = sockets.get(packet.nsp());
            if (socket != null) {
                socket.emit(PacketCarrier.EVENT, packet);
            }
        }
    }

    /** Takes the connection for lost, where the library has not noticed yet. */
    public void lost() {
        later(() -> closed("transport error"));
    }

    /** Ends an attempt to open it, or takes it for lost, where the library has not done so yet. */
    public void giveUp() {
        later(() -> {
            if (open) {
                closed("transport error");
            } else {
                failed("no answer in time");
            }
        });
    }

    /** Never at once: whoever asks may hold a lock, and the library may wait for room on the wire. */
    private void later(Runnable task) {
        EventThread.nextTick(() -> {
            if (!ended) {
                try {
                    depart();
                } finally {
                    // The library throws where it is told to send on what has just closed.
                    task.run();
                }
            }
        });
        lingering.interrupt();
    }

    private void reconcile() {
        if (ended) {
            return;
        }
        if (!open) {
            // Nothing was sent yet, so that nothing is to be waited for.
            withdraw(nsp -> !wanted.contains(nsp));
        }
        List.copyOf(leaving).forEach(this::leave);
        if (wanted.isEmpty() && leaving.isEmpty()) {
            end();
        } else if (!isClosing()) {
            List.copyOf(wanted).forEach(this::ensureAsked);
        }
    }

    private void leave(String nsp) {
        Socket socket = sockets.get(nsp);
        if (socket == null || !socket.isActive()) {
            leaving.remove(nsp);
        } else if (socket.connected()) {
            leaving.remove(nsp);
            socket.disconnect();
        }
    }

    private void withdraw(Predicate<String> which) {
        Map.copyOf(sockets).forEach((nsp, socket) -> {
            if (which.test(nsp) && socket.isActive()) {
                socket.disconnect();
            }
        });
    }

    private void ensureAsked(String nsp) {
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

    /** The library closes the connection with its last namespace; until then it must not be asked for another. */
    private boolean isClosing() {
        return open && sockets.values().stream().noneMatch(Socket::isActive);
    }

    private void end() {
        withdraw(nsp -> true);
        if (!open && !ended) {
            // The library says nothing of an attempt that is broken off.
            closed(FORCED);
        }
    }

    private void opened() {
        open = true;
        observer.opened(this);
    }

    private void failed(Object error) {
        if (!open && !ended) {
            ended = true;
            observer.failed(this, error);
        }
    }

    private void closed(String reason) {
        if (!ended) {
            ended = true;
            observer.closed(this, reason);
        }
    }
}
