package io.github.siocli.client.diagnosis;

import io.github.siocli.event.Failure;
import io.github.siocli.net.ServerAddress;
import io.github.siocli.net.proxy.ProxyListener;
import io.github.siocli.net.websocket.DialListener;
import io.github.siocli.net.websocket.ResponseStart;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/** Records the progress of a connection attempt, and its first failure. Any thread may call. */
public final class ConnectProgress implements DialListener, ProxyListener {

    private final List<InetSocketAddress> tried = new ArrayList<>();
    private boolean proxyReached;
    private boolean connected;
    private boolean websocketAccepted;
    private boolean opened;
    private boolean namespaceConnected;
    private String cache = "";
    /** Null before the first response. */
    private @Nullable ResponseStart latestResponse;

    private final ThreadLocal<ResponseStart> ownResponse = new ThreadLocal<>();
    /** Null until the attempt fails. */
    private @Nullable Failure failure;

    @Override
    public synchronized void connecting(InetSocketAddress address) {
        tried.add(address);
    }

    @Override
    public synchronized void proxyReached() {
        proxyReached = true;
    }

    @Override
    public synchronized void connected() {
        connected = true;
    }

    @Override
    public void responseStarted(ResponseStart start) {
        ownResponse.set(start);
        synchronized (this) {
            latestResponse = start;
        }
    }

    /** Starts an exchange on this thread, and forgets the response that the thread read before. */
    public void startExchange() {
        ownResponse.remove();
    }

    /**
     * Returns the start of the last response that this thread read. An HTTP client reads on the thread that reports its
     * failure.
     */
    Optional<ResponseStart> ownResponse() {
        return Optional.ofNullable(ownResponse.get());
    }

    /** Returns the start of the last response that any thread read. */
    synchronized Optional<ResponseStart> latestResponse() {
        return Optional.ofNullable(latestResponse);
    }

    /** Records that the server accepted a websocket. */
    public synchronized void websocketAccepted() {
        websocketAccepted = true;
    }

    /**
     * Records that the handshake came from a cache.
     *
     * @param header the header field that shows it
     */
    public synchronized void handshakeCached(String header) {
        cache = header;
    }

    /** Returns the header field that shows a cached handshake; empty if there is none. */
    synchronized String cache() {
        return cache;
    }

    /** Records that the server opened a session. */
    public synchronized void opened() {
        opened = true;
    }

    /** Records that a namespace is connected. */
    public synchronized void namespaceConnected() {
        namespaceConnected = true;
    }

    synchronized boolean isNamespaceConnected() {
        return namespaceConnected;
    }

    /** Records the first failure of the attempt. Later ones are consequences of it, and are ignored. */
    public synchronized void failed(Failure newFailure) {
        if (failure == null) {
            failure = newFailure;
        }
    }

    public synchronized Optional<Failure> failure() {
        return Optional.ofNullable(failure);
    }

    /** Returns the addresses that were tried, such as {@code 127.0.0.1:3000 and [::1]:3000}; empty before the first. */
    synchronized Optional<String> addresses() {
        return tried.stream().distinct().map(ConnectProgress::text).reduce((first, second) -> first + " and " + second);
    }

    private static String text(InetSocketAddress address) {
        String host = new HttpUrl.Builder()
                .scheme("http")
                .host(address.getAddress().getHostAddress().replaceFirst("%.*", ""))
                .build()
                .host();
        return new ServerAddress(false, host, address.getPort()).hostAndPort();
    }

    synchronized boolean isProxyReached() {
        return proxyReached;
    }

    synchronized boolean isConnected() {
        return connected;
    }

    synchronized boolean isWebsocketAccepted() {
        return websocketAccepted;
    }

    synchronized boolean isOpened() {
        return opened;
    }
}
