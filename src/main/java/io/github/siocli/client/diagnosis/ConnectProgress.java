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

/** Progress and failures of one connection attempt. May be used from any thread. */
public final class ConnectProgress implements DialListener, ProxyListener {

    private final List<InetSocketAddress> tried = new ArrayList<>();
    private boolean proxyReached;
    private boolean connected;
    private boolean websocketAccepted;
    private boolean opened;
    private boolean answered;
    private String cache = "";
    private Optional<ResponseStart> latest = Optional.empty();
    private final ThreadLocal<ResponseStart> own = new ThreadLocal<>();
    private Optional<Failure> failure = Optional.empty();

    /** Resets the progress for a new attempt. */
    public synchronized void restart() {
        tried.clear();
        proxyReached = false;
        connected = false;
        websocketAccepted = false;
        opened = false;
        answered = false;
        cache = "";
        latest = Optional.empty();
        failure = Optional.empty();
    }

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
    public void answering(ResponseStart start) {
        own.set(start);
        synchronized (this) {
            latest = Optional.of(start);
        }
    }

    /** This thread begins an exchange; responses that it read before do not belong to it. */
    public void exchanging() {
        own.remove();
    }

    /**
     * Returns the start of the response that this thread read last, because a client fails on the thread that reads.
     */
    Optional<ResponseStart> ownAnswer() {
        return Optional.ofNullable(own.get());
    }

    /** Returns the start of the response that any thread read last. */
    synchronized Optional<ResponseStart> latestAnswer() {
        return latest;
    }

    public synchronized void websocketAccepted() {
        websocketAccepted = true;
    }

    /** The handshake came from a cache, as a header field shows. */
    public synchronized void cached(String header) {
        cache = header;
    }

    /** Returns the header field that shows that the handshake came from a cache, or an empty text. */
    synchronized String cache() {
        return cache;
    }

    public synchronized void opened() {
        opened = true;
    }

    /** A namespace was connected. */
    public synchronized void answered() {
        answered = true;
    }

    synchronized boolean isAnswered() {
        return answered;
    }

    /** Keeps the first failure; later failures of an attempt are its consequences. */
    public synchronized void failed(Failure seen) {
        if (failure.isEmpty()) {
            failure = Optional.of(seen);
        }
    }

    public synchronized Optional<Failure> failure() {
        return failure;
    }

    /**
     * Returns the addresses that were tried, such as {@code 127.0.0.1:3000 and [::1]:3000}; empty before the first.
     */
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
