package io.github.siocli.client.diagnosis;

import io.github.siocli.event.Failure;
import io.github.siocli.net.ServerAddress;
import io.github.siocli.net.proxy.ProxyListener;
import io.github.siocli.net.websocket.DialListener;
import io.github.siocli.net.websocket.ResponseStart;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/** Records the progress of a connection attempt, and its first failure. Any thread may call. */
public final class ConnectProgress implements DialListener, ProxyListener {

    private final Set<InetSocketAddress> tried = new CopyOnWriteArraySet<>();
    private final AtomicReference<@Nullable Failure> failure = new AtomicReference<>();
    /** The start of the last response that each thread read. */
    private final ThreadLocal<@Nullable ResponseStart> ownResponse = new ThreadLocal<>();
    /** The start of the last response that any thread read; null before the first. */
    private volatile @Nullable ResponseStart latestResponse;

    private volatile boolean isProxyReached;
    private volatile boolean isConnected;
    private volatile boolean isWebsocketAccepted;
    private volatile boolean isOpened;
    private volatile boolean isNamespaceConnected;
    private volatile String cache = "";

    @Override
    public void connecting(InetSocketAddress address) {
        tried.add(address);
    }

    @Override
    public void proxyReached() {
        isProxyReached = true;
    }

    @Override
    public void connected() {
        isConnected = true;
    }

    @Override
    public void responseStarted(ResponseStart start) {
        ownResponse.set(start);
        latestResponse = start;
    }

    /** Starts an exchange on this thread, and forgets the response that the thread read before. */
    public void startExchange() {
        ownResponse.remove();
    }

    /** Records that the server accepted a websocket. */
    public void websocketAccepted() {
        isWebsocketAccepted = true;
    }

    /**
     * Records that the handshake came from a cache.
     *
     * @param header the header field that shows it
     */
    public void handshakeCached(String header) {
        cache = header;
    }

    /** Records that the server opened a session. */
    public void opened() {
        isOpened = true;
    }

    /** Records that a namespace is connected. */
    public void namespaceConnected() {
        isNamespaceConnected = true;
    }

    /** Records the first failure of the attempt. Later ones are consequences of it, and are ignored. */
    public void failed(Failure newFailure) {
        failure.compareAndSet(null, newFailure);
    }

    public Optional<Failure> failure() {
        return Optional.ofNullable(failure.get());
    }

    /** Returns the addresses that were tried, such as {@code 127.0.0.1:3000 and [::1]:3000}; empty before the first. */
    String addresses() {
        return tried.stream().map(ConnectProgress::text).collect(Collectors.joining(" and "));
    }

    private static String text(InetSocketAddress address) {
        String host = new HttpUrl.Builder()
                .scheme("http")
                .host(address.getAddress().getHostAddress().replaceFirst("%.*", ""))
                .build()
                .host();
        return new ServerAddress(false, host, address.getPort()).hostAndPort();
    }

    /**
     * Returns the start of the last response that this thread read; null if there was none. An HTTP client reads on the
     * thread that reports its failure.
     */
    @Nullable
    ResponseStart ownResponse() {
        return ownResponse.get();
    }

    @Nullable
    ResponseStart latestResponse() {
        return latestResponse;
    }

    boolean isProxyReached() {
        return isProxyReached;
    }

    boolean isConnected() {
        return isConnected;
    }

    boolean isWebsocketAccepted() {
        return isWebsocketAccepted;
    }

    boolean isOpened() {
        return isOpened;
    }

    boolean isNamespaceConnected() {
        return isNamespaceConnected;
    }

    /** Returns the header field that shows a cached handshake; empty if there is none. */
    String cache() {
        return cache;
    }
}
