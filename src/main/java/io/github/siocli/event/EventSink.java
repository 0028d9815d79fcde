package io.github.siocli.event;

/** Receives the events of a session. */
@FunctionalInterface
public interface EventSink {

    /**
     * Handles an event. Threads of the connection call this method; incoming packets arrive in the order of the wire.
     * The method may block for events {@linkplain Event#isFromNetwork() from the network}, which stops the reading of
     * the connection; for all other events it must return soon. Several threads may report trace events at the same
     * time.
     */
    void accept(Event event);
}
