package io.github.siocli.client;

import io.github.siocli.client.diagnosis.ConnectProgress;
import io.github.siocli.client.diagnosis.Diagnosis;
import io.github.siocli.client.diagnosis.PayloadLimit;
import io.github.siocli.client.engine.ConnectionEnd;
import io.github.siocli.client.engine.SessionConnection;
import io.github.siocli.client.option.ConnectOptions;
import io.github.siocli.event.Failure;
import io.github.siocli.event.FailureKind;
import io.github.siocli.event.Handshake;
import io.github.siocli.event.Transport;
import io.github.siocli.net.http.EnginePath;
import io.github.siocli.protocol.socketio.Packet;
import io.github.siocli.testing.TestOptions;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** A connection that records the calls and sends nothing. */
public final class RecordingConnection implements SessionConnection {

    final List<String> requests = new ArrayList<>();
    public final List<Packet> sent = new ArrayList<>();
    Handshake handshake = new Handshake("", List.of(), Duration.ZERO, Duration.ZERO, OptionalLong.empty());
    final ConnectProgress progress = new ConnectProgress();
    boolean isOpened;
    boolean isEnded;
    boolean isEio4Assumed;
    boolean isDeliveryInDoubt;

    @Override
    public void handOver(Packet packet) {
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
    public void startSending() {}

    @Override
    public void close() {
        requests.add("close");
    }

    @Override
    public void namespaceConnected() {}

    @Override
    public void otherProtocolDetected(String description) {
        requests.add("other protocol");
    }

    @Override
    public void otherParserDetected() {
        requests.add("other parser");
    }

    @Override
    public Handshake handshake() {
        return handshake;
    }

    @Override
    public Transport transport() {
        return Transport.WEBSOCKET;
    }

    @Override
    public Optional<Transport> pendingUpgrade() {
        return Optional.empty();
    }

    @Override
    public Diagnosis diagnosis() {
        Clock clock = Clock.systemUTC();
        ConnectOptions options = TestOptions.to(3000, Duration.ofSeconds(5), Transport.WEBSOCKET);
        return new Diagnosis(
                options,
                new EnginePath(options.endpoint().enginePath(), (newPath, previous, why) -> {}),
                progress,
                new PayloadLimit(this::handshake, clock),
                null,
                clock);
    }

    @Override
    public void open() {
        requests.add("open");
    }

    @Override
    public boolean isOpened() {
        return isOpened;
    }

    @Override
    public boolean isEnded() {
        return isEnded;
    }

    @Override
    public boolean isEio4Assumed() {
        return isEio4Assumed;
    }

    @Override
    public void drop() {
        requests.add("drop");
    }

    @Override
    public boolean replaceWithEio3() {
        boolean isReplaced = !isEnded;
        isEnded = true;
        return isReplaced;
    }

    @Override
    public void fail(Failure failure) {
        requests.add("fail " + failure.kind() + " " + failure.facts());
    }

    @Override
    public boolean isDeliveryInDoubt() {
        return isDeliveryInDoubt;
    }

    @Override
    public Failure unansweredFailure(String nsp, ConnectionEnd end) {
        return Failure.of(FailureKind.NAMESPACE_SILENT, nsp, end.explanation());
    }

    /** Returns the names of the events that were sent. */
    public List<String> sentEventNames() {
        return sent.stream()
                .map(packet -> ((Packet.Event) packet).name().text())
                .toList();
    }
}
