package io.github.siocli.render;

import io.github.siocli.event.AckReceived;
import io.github.siocli.event.AckSent;
import io.github.siocli.event.AckTimedOut;
import io.github.siocli.event.ClientConnected;
import io.github.siocli.event.ClientDisconnected;
import io.github.siocli.event.ClientRefused;
import io.github.siocli.event.EventReceived;
import io.github.siocli.event.EventSent;
import io.github.siocli.event.EventVisitor;
import io.github.siocli.event.Listening;
import io.github.siocli.event.TraceEvent;
import io.github.siocli.event.UnjoinedPacket;

/** Visits what happens to the connection, and shows nothing of the events and acknowledgements on it. Each method returns the builder it appended to. */
abstract class LifecycleVisitor implements EventVisitor<StringBuilder> {

    final StringBuilder out;

    LifecycleVisitor(StringBuilder out) {
        this.out = out;
    }

    @Override
    public final StringBuilder visit(EventReceived event) {
        return out;
    }

    @Override
    public final StringBuilder visit(EventSent event) {
        return out;
    }

    @Override
    public final StringBuilder visit(AckReceived event) {
        return out;
    }

    @Override
    public final StringBuilder visit(AckSent event) {
        return out;
    }

    @Override
    public final StringBuilder visit(AckTimedOut event) {
        return out;
    }

    @Override
    public final StringBuilder visit(TraceEvent event) {
        return out;
    }

    @Override
    public StringBuilder visit(UnjoinedPacket event) {
        return out;
    }

    @Override
    public StringBuilder visit(Listening event) {
        return out;
    }

    @Override
    public StringBuilder visit(ClientConnected event) {
        return out;
    }

    @Override
    public StringBuilder visit(ClientRefused event) {
        return out;
    }

    @Override
    public StringBuilder visit(ClientDisconnected event) {
        return out;
    }
}
