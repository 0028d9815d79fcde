package io.github.siocli.server;

import java.time.Duration;
import java.util.Optional;

/** The event loop of a server and the namespaces on it. Use it on the event loop only. */
public interface ServerLoop {

    /** Runs a task on the event loop after a delay. */
    Cancellable schedule(Duration delay, Runnable task);

    /** Returns the namespace with a name, if it has or had sockets. */
    Optional<Namespace> findNamespace(String name);
}
