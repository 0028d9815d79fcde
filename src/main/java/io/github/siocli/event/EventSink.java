package io.github.siocli.event;

/** Where a session tells what happens. */
@FunctionalInterface
public interface EventSink {

    /**
     * Takes an event. Threads of the connection call this, in the order of the wire for what came in. For an event or an
     * acknowledgement that came in the call may block, and no more is read meanwhile; for any other it must return soon.
     * What is traced may come from several threads at once; for what of it came in the call may block as well.
     */
    void accept(Event event);
}
