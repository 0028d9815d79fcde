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
    public void connect(String nsp) {
        requests.add("connect " + nsp);
    }

    @Override
    public void disconnect(String nsp, boolean isAnswered) {
        requests.add((isAnswered ? "disconnect " : "cancel ") + nsp);
    }

    @Override
    public void namespaceEnded(String nsp) {
        requests.add("forget " + nsp);
    }

    @Override
    public void send(Packet packet) {
        sent.add(packet);
    }

    /** Returns the names of the events that were sent. */
    public List<String> sentEventNames() {
        return sent.stream()
                .map(packet -> ((Packet.Event) packet).name().text())
                .toList();
    }
}
