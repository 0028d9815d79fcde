package io.github.siocli.client.websocket;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.concurrent.CompletableFuture;

/** Finds the addresses of hosts. Any thread may call. */
public final class NameLookUp {

    /** Who is asked. */
    @FunctionalInterface
    interface Resolver {
        InetAddress[] addresses(String host) throws UnknownHostException;
    }

    private final Resolver resolver;

    /** Asks whom the JDK asks. */
    public NameLookUp() {
        this(InetAddress::getAllByName);
    }

    NameLookUp(Resolver resolver) {
        this.resolver = resolver;
    }

    /**
     * The addresses of a host, at least one. A look-up can hang for longer than anybody waits, and nothing ends it: it has
     * a thread of its own.
     *
     * @param host name or address, without brackets
     */
    public InetAddress[] find(String host, Deadline deadline, Cancellation cancellation) throws IOException {
        if (isAddress(host)) {
            return new InetAddress[] {InetAddress.getByName(host)};
        }
        CompletableFuture<InetAddress[]> found = new CompletableFuture<>();
        cancellation.closes(() -> found.completeExceptionally(new UnknownHostException(host)));
        Thread thread = new Thread(() -> ask(host, found), "sio-lookup");
        thread.setDaemon(true);
        thread.start();
        return deadline.await(found);
    }

    private void ask(String host, CompletableFuture<InetAddress[]> found) {
        try {
            found.complete(resolver.addresses(host));
        } catch (UnknownHostException | RuntimeException e) {
            found.completeExceptionally(e);
        }
    }

    private static boolean isAddress(String host) {
        boolean digits = true;
        for (int i = 0; i < host.length() && digits; i++) {
            char c = host.charAt(i);
            digits = c == '.' || c >= '0' && c <= '9';
        }
        return digits || host.contains(":");
    }
}
