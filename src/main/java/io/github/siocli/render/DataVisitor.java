package io.github.siocli.render;

import io.github.siocli.event.ClientConnected;
import io.github.siocli.event.ClientDisconnected;
import io.github.siocli.event.ClientRefused;
import io.github.siocli.event.ConnectFailed;
import io.github.siocli.event.ConnectRefused;
import io.github.siocli.event.Connected;
import io.github.siocli.event.Disconnected;
import io.github.siocli.event.EnginePathChanged;
import io.github.siocli.event.EventDropped;
import io.github.siocli.event.EventVisitor;
import io.github.siocli.event.Listening;
import io.github.siocli.event.Opened;
import io.github.siocli.event.OversizedPayload;
import io.github.siocli.event.PacketRejected;
import io.github.siocli.event.ReconnectGivenUp;
import io.github.siocli.event.ReconnectScheduled;
import io.github.siocli.event.TraceEvent;
import io.github.siocli.event.UnjoinedPacket;
import io.github.siocli.event.UpgradeFailed;
import io.github.siocli.event.Upgraded;

/** Visits events and acknowledgements, and shows nothing of the connection they come over. Each method returns the builder it appended to. */
abstract class DataVisitor implements EventVisitor<StringBuilder> {

    final StringBuilder out;

    DataVisitor(StringBuilder out) {
        this.out = out;
    }

    @Override
    public final StringBuilder visit(Opened event) {
        return out;
    }

    @Override
    public final StringBuilder visit(Connected event) {
        return out;
    }

    @Override
    public final StringBuilder visit(ConnectRefused event) {
        return out;
    }

    @Override
    public final StringBuilder visit(ConnectFailed event) {
        return out;
    }

    @Override
    public final StringBuilder visit(Upgraded event) {
        return out;
    }

    @Override
    public final StringBuilder visit(UpgradeFailed event) {
        return out;
    }

    @Override
    public final StringBuilder visit(EventDropped event) {
        return out;
    }

    @Override
    public final StringBuilder visit(EnginePathChanged event) {
        return out;
    }

    @Override
    public final StringBuilder visit(OversizedPayload event) {
        return out;
    }

    @Override
    public final StringBuilder visit(Disconnected event) {
        return out;
    }

    @Override
    public final StringBuilder visit(ReconnectScheduled event) {
        return out;
    }

    @Override
    public final StringBuilder visit(ReconnectGivenUp event) {
        return out;
    }

    @Override
    public final StringBuilder visit(PacketRejected event) {
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
