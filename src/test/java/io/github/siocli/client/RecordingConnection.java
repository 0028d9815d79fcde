package io.github.siocli.client;

import io.github.siocli.client.engine.Connection;
import io.github.siocli.protocol.socketio.Packet;
import java.util.ArrayList;
import java.util.List;

/** A connection that records the calls and sends nothing. */
public final class RecordingConnection implements Connection {

    final List<String> requests = new ArrayList<>();
    public final List<Packet> sent = new ArrayList<>();

    @Override
    public void send(Packet packet) {
        if (packet instanceof Packet.Connect connect) {
            requests.add("connect " + connect.nsp()
                    + connect.data().map(data -> " " + data.text()).orElse(""));
        } else if (packet instanceof Packet.Disconnect disconnect) {
            requests.add("disconnect " + disconnect.nsp());
        } else {
            sent.add(packet);
        }
    }

    @Override
    public void close() {
        requests.add("close");
    }

    /** Returns the names of the events that were sent. */
    public List<String> sentEventNames() {
        return sent.stream()
                .map(packet -> ((Packet.Event) packet).name().text())
                .toList();
    }
}
