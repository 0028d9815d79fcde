package io.github.siocli.net.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** Tests which of several addresses is used, and how a failed attempt ends. */
class DirectDialerTest {

    private static final Duration PLENTY = Duration.ofSeconds(10);

    private final List<String> told = Collections.synchronizedList(new ArrayList<>());
    private final DialListener listener = new DialListener() {
        @Override
        public void connecting(InetSocketAddress address) {
            told.add("connecting " + address.getAddress().getHostAddress());
        }

        @Override
        public void connected() {
            told.add("connected");
        }
    };

    private DirectDialer dialer(Duration timeout, String... addresses) {
        return new DirectDialer(timeout, listener, host -> {
            InetAddress[] found = new InetAddress[addresses.length];
            for (int i = 0; i < found.length; i++) {
                found[i] = InetAddress.getByName(addresses[i]);
            }
            return found;
        });
    }

    private static ServerSocket listening(String address, int port) throws IOException {
        return new ServerSocket(port, 50, InetAddress.getByName(address));
    }

    private static String dialled(DirectDialer dialer, int port) throws IOException {
        try (Socket socket = dialer.dial("name", port, new Cancellation())) {
            assertThat(socket.getTcpNoDelay()).isTrue();
            return socket.getInetAddress().getHostAddress();
        }
    }

    @Test
    void connectsToAnAddressWithoutALookup() throws Exception {
        try (ServerSocket server = listening("127.0.0.1", 0)) {
            DirectDialer dialer = new DirectDialer(PLENTY, listener, host -> {
                throw new UnknownHostException("looked up");
            });
            dialer.dial("127.0.0.1", server.getLocalPort(), new Cancellation()).close();
            assertThat(told).containsExactly("connecting 127.0.0.1", "connected");
        }
    }

    @Test
    void usesTheFirstAddressThatAnswers() throws Exception {
        try (ServerSocket first = listening("127.0.0.1", 0);
                ServerSocket second = listening("127.0.0.2", first.getLocalPort())) {
            assertThat(dialled(dialer(PLENTY, "127.0.0.1", "127.0.0.2"), second.getLocalPort()))
                    .isEqualTo("127.0.0.1");
            assertThat(told).containsExactly("connecting 127.0.0.1", "connected");
        }
    }

    @Test
    void triesTheNextAddressIfOneRefuses() throws Exception {
        try (ServerSocket second = listening("127.0.0.2", 0)) {
            assertThat(dialled(dialer(PLENTY, "127.0.0.1", "127.0.0.2"), second.getLocalPort()))
                    .isEqualTo("127.0.0.2");
            assertThat(told).containsExactly("connecting 127.0.0.1", "connecting 127.0.0.2", "connected");
        }
    }

    @Test
    void triesTheNextAddressIfOneIsSilent() throws Exception {
        try (FullBacklog first = new FullBacklog("127.0.0.1");
                ServerSocket second = listening("127.0.0.2", first.port())) {
            assertThat(dialled(dialer(PLENTY, "127.0.0.1", "127.0.0.2"), second.getLocalPort()))
                    .isEqualTo("127.0.0.2");
            assertThat(told).containsExactly("connecting 127.0.0.1", "connecting 127.0.0.2", "connected");
        }
    }

    @Test
    void failsAsRefusedIfAllAddressesRefuse() throws Exception {
        int port;
        try (ServerSocket free = listening("127.0.0.1", 0)) {
            port = free.getLocalPort();
        }
        assertThatThrownBy(() -> dialled(dialer(PLENTY, "127.0.0.1", "127.0.0.2"), port))
                .isInstanceOf(ConnectException.class);
        assertThat(told).containsExactly("connecting 127.0.0.1", "connecting 127.0.0.2");
    }

    @Test
    void timesOutIfAllAddressesAreSilent() throws Exception {
        try (FullBacklog first = new FullBacklog("127.0.0.1");
                FullBacklog second = new FullBacklog("127.0.0.2", first.port())) {
            for (String[] addresses : new String[][] {{"127.0.0.1"}, {"127.0.0.1", "127.0.0.2"}}) {
                assertThatThrownBy(() -> dialled(dialer(Duration.ofMillis(400), addresses), second.port()))
                        .isInstanceOf(SocketTimeoutException.class);
            }
        }
    }

    @Test
    void reportsAnUnknownHost() {
        DirectDialer dialer = new DirectDialer(PLENTY, listener, host -> {
            throw new UnknownHostException(host);
        });
        assertThatThrownBy(() -> dialled(dialer, 1))
                .isInstanceOf(UnknownHostException.class)
                .hasMessage("name");
    }

    @Test
    void endsAHangingLookupOnTimeoutAndOnCancellation() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        HostLookup.Resolver hanging = host -> {
            try {
                never.await();
            } catch (InterruptedException e) {
                throw new UnknownHostException("interrupted");
            }
            return new InetAddress[0];
        };
        assertThatThrownBy(() -> dialled(new DirectDialer(Duration.ofMillis(100), listener, hanging), 1))
                .isInstanceOf(SocketTimeoutException.class);
        Cancellation cancellation = new Cancellation();
        CompletableFuture<Throwable> failure = CompletableFuture.supplyAsync(() -> {
            try {
                return new AssertionError(new DirectDialer(PLENTY, listener, hanging).dial("name", 1, cancellation));
            } catch (IOException e) {
                return e;
            }
        });
        cancellation.cancel();
        assertThat(failure.get()).isInstanceOf(IOException.class);
        never.countDown();
    }

    @Test
    void cancelsSilentAttempts() throws Exception {
        try (FullBacklog first = new FullBacklog("127.0.0.1");
                FullBacklog second = new FullBacklog("127.0.0.2", first.port())) {
            Cancellation cancellation = new Cancellation();
            CompletableFuture<Throwable> failure = CompletableFuture.supplyAsync(() -> {
                try {
                    return new AssertionError(
                            dialer(PLENTY, "127.0.0.1", "127.0.0.2").dial("name", second.port(), cancellation));
                } catch (IOException e) {
                    return e;
                }
            });
            Eventually.until(() -> told.size() == 2);
            cancellation.cancel();
            assertThat(failure.get()).isInstanceOf(SocketException.class);
            assertThatThrownBy(() -> dialer(PLENTY, "127.0.0.1").dial("name", second.port(), cancellation))
                    .isInstanceOf(SocketException.class);
        }
    }

    /** A port with a full queue of connections, which accepts no further one. */
    private static final class FullBacklog implements AutoCloseable {

        private final ServerSocket socket;
        private final List<Socket> queue = new ArrayList<>();

        private FullBacklog(String address) throws IOException {
            this(address, 0);
        }

        private FullBacklog(String address, int port) throws IOException {
            socket = new ServerSocket(port, 1, InetAddress.getByName(address));
            while (true) {
                Socket waiting = new Socket();
                queue.add(waiting);
                try {
                    waiting.connect(socket.getLocalSocketAddress(), 200);
                } catch (SocketTimeoutException full) {
                    return;
                }
            }
        }

        private int port() {
            return socket.getLocalPort();
        }

        @Override
        public void close() throws IOException {
            for (Socket waiting : queue) {
                waiting.close();
            }
            socket.close();
        }
    }
}
