package io.github.siocli.serve;

import io.github.siocli.serve.Misbehaviour.Deed;
import io.github.siocli.serve.engine.CloseReason;
import io.github.siocli.serve.engine.EngineFrame;
import io.github.siocli.serve.engine.EngineSession;

/** The way out of a packet, where it may meet with a mishap. */
final class Outlet {

    private final Hub hub;
    private final EngineSession session;

    Outlet(Hub hub, EngineSession session) {
        this.hub = hub;
        this.session = session;
    }

    void send(ClientSocket socket, Encoded packet) {
        if (hub.misbehaviour() == Misbehaviour.NONE) {
            session.send(packet.frames());
        } else {
            send(packet, hub.misbehaviour().onPacket(socket, packet.packet()));
        }
    }

    private void send(Encoded packet, Deed deed) {
        if (deed instanceof Deed.Send) {
            session.send(packet.frames());
        } else if (deed instanceof Deed.Repeat repeat) {
            for (int i = 0; i < repeat.times(); i++) {
                session.send(packet.frames());
            }
        } else if (deed instanceof Deed.Delay delay) {
            hub.schedule(delay.time(), () -> session.send(packet.frames()));
        } else if (deed instanceof Deed.Replace replace) {
            session.send(EngineFrame.text(replace.packet()));
        } else if (deed instanceof Deed.Close close) {
            session.close(CloseReason.FORCED_CLOSE, close.code());
        } else if (deed instanceof Deed.Cut) {
            session.cut();
        }
    }
}
