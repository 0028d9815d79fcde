package io.github.siocli.protocol.socketio;

import io.github.siocli.json.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Records what a protocol reports about namespaces. */
final class RecordingHandler implements SocketIoProtocol.Handler {

    final Set<String> known = new HashSet<>();
    final Set<String> connected = new HashSet<>();
    final List<String> requests = new ArrayList<>();
    final List<String> reports = new ArrayList<>();
    final List<Runnable> scheduled = new ArrayList<>();

    @Override
    public void send(Packet packet) {
        if (packet instanceof Packet.Connect connect) {
            requests.add("connect " + connect.nsp() + text(connect.data()));
        } else {
            requests.add("disconnect " + packet.nsp());
        }
    }

    @Override
    public boolean isKnown(String nsp) {
        return known.contains(nsp);
    }

    @Override
    public boolean isConnected(String nsp) {
        return connected.contains(nsp);
    }

    @Override
    public void connected(String nsp, String sid, @Nullable String pid) {
        connected.add(nsp);
        reports.add("connected " + nsp + " " + sid + (pid == null ? "" : " " + pid));
    }

    @Override
    public void refused(Packet.ConnectError packet) {
        reports.add("refused " + packet.nsp() + text(packet.data()));
    }

    @Override
    public void disconnected(Packet.Disconnect packet) {
        connected.remove(packet.nsp());
        reports.add("disconnected " + packet.nsp() + text(packet.data()));
    }

    @Override
    public void eventReceived(Packet.Event event) {
        reports.add("event " + event.nsp() + " " + event.name().text() + " "
                + event.args().values().stream().map(Json::text).toList());
    }

    @Override
    public void otherProtocol(String description) {
        reports.add("other protocol: " + description);
    }

    @Override
    public void schedule(Duration delay, Runnable task) {
        scheduled.add(task);
    }

    private static String text(Optional<Json> data) {
        return data.map(json -> " " + json.text()).orElse("");
    }
}
