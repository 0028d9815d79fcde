package io.github.siocli.net.websocket;

import static io.github.siocli.net.websocket.FrameBytes.frame;
import static io.github.siocli.net.websocket.FrameBytes.hex;
import static io.github.siocli.net.websocket.FrameBytes.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.siocli.net.websocket.RawServer.Peer;
import java.util.List;
import okhttp3.WebSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests the close handshake from both sides, and its failures. */
class ClosingTest extends RawConnection {

    @Test
    void closesAndReceivesTheServersCloseFrame() throws Exception {
        ClientWebSocket socket = connect();
        try (Peer peer = opened()) {
            assertThat(socket.close(1000, "bye")).isTrue();
            assertThat(socket.close(1000, "again")).isFalse();
            assertThat(socket.send("late")).isFalse();
            assertThat(peer.frame()).isEqualTo("88 03e8627965");
            peer.send(text("still coming"), FrameBytes.close(1000, "bye"));
            assertThat(listening.end()).isEqualTo("text still coming\nclosing 1000 bye\nclosed 1000 bye\n");
            peer.awaitEnd();
        }
    }

    @Test
    void answersTheServersCloseFrameWithItsCode() throws Exception {
        connect();
        try (Peer peer = opened()) {
            peer.send(FrameBytes.close(4001, "enough"));
            assertThat(peer.frame()).isEqualTo("88 0fa1656e6f756768");
            assertThat(listening.end()).isEqualTo("closing 4001 enough\nclosed 4001 enough\n");
            peer.awaitEnd();
        }
    }

    @Test
    void answersACloseFrameWithoutACodeByTheSame() throws Exception {
        connect();
        try (Peer peer = opened()) {
            peer.send(hex("88 00"));
            assertThat(peer.frame()).isEqualTo("88 ");
            assertThat(listening.end()).isEqualTo("closing 1005 \nclosed 1005 \n");
        }
    }

    @Test
    void letsTheListenerChooseTheCloseCode() throws Exception {
        RecordingListener closing = new RecordingListener() {
            @Override
            public void onClosing(WebSocket socket, int code, String reason) {
                super.onClosing(socket, code, reason);
                socket.send("no more of this");
                socket.close(1001, null);
            }
        };
        clients.open(server.url("/"), closing);
        try (Peer peer = server.open()) {
            peer.send(FrameBytes.close(1000, ""));
            assertThat(peer.frame()).isEqualTo("81 6e6f206d6f7265206f662074686973");
            assertThat(peer.frame()).isEqualTo("88 03e9");
            assertThat(closing.end()).isEqualTo("open 101\nclosing 1000 \nclosed 1000 \n");
        }
    }

    @Test
    void sendsAnEarlyCloseFrameOnceOpen() throws Exception {
        ClientWebSocket socket = connect();
        try (Peer peer = server.accept()) {
            assertThat(socket.close(1000, "")).isTrue();
            peer.send(peer.acceptance());
            assertThat(peer.frame()).isEqualTo("88 03e8");
            peer.send(FrameBytes.close(1000, ""));
            assertThat(listening.end()).isEqualTo("open 101\nclosing 1000 \nclosed 1000 \n");
        }
    }

    @Test
    void disconnectsIfTheServerDoesNotCloseInTime() throws Exception {
        try (TestClients hasty = new TestClients(TestClients.HASTY, FrameObserver.NONE)) {
            ClientWebSocket socket = hasty.open(server.url("/"), listening);
            try (Peer peer = opened()) {
                socket.close(1000, "");
                assertThat(peer.frame()).isEqualTo("88 03e8");
                assertThat(listening.end()).startsWith("failed SocketException: ");
                peer.awaitEnd();
            }
        }
    }

    @Test
    void failsIfTheServerEndsWithoutACloseFrame() throws Exception {
        connect();
        try (Peer peer = opened()) {
            peer.send(text("a")).finish();
            assertThat(listening.end()).isEqualTo("text a\nfailed EOFException: end of stream\n");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {999, 1004, 1005, 1006, 1015, 2999, 5000})
    void refusesToSendInvalidCloseCodes(int code) throws Exception {
        ClientWebSocket socket = connect();
        try (Peer peer = opened()) {
            assertThatThrownBy(() -> socket.close(code, "")).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> socket.close(1000, "x".repeat(124))).isInstanceOf(IllegalArgumentException.class);
            assertThat(socket.close(1000, "x".repeat(123))).isTrue();
            assertThat(peer.frame()).startsWith("88 03e878");
        }
    }

    @Test
    void sendsTheCloseCodeOfAProtocolViolation() throws Exception {
        List<byte[]> broken = List.of(hex("83 00"), frame(0x81, hex("ff")), hex("82 7f 00 00 00 00 00 10 00 01"));
        List<String> codes = List.of("03ea", "03ef", "03f1");
        for (int i = 0; i < broken.size(); i++) {
            RecordingListener told = new RecordingListener();
            clients.open(server.url("/"), told);
            try (Peer peer = server.open()) {
                peer.send(broken.get(i));
                assertThat(peer.frame()).isEqualTo("88 " + codes.get(i));
                assertThat(told.end()).startsWith("open 101\nfailed ProtocolViolationException: ");
                peer.awaitEnd();
            }
        }
    }
}
