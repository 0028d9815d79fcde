package io.github.siocli.net.websocket;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.concurrent.CompletableFuture;

/** Finds the addresses of hosts. Any thread may call. */
public final class HostLookup {

    /** Resolves a name to its addresses. */
    @FunctionalInterface
    interface Resolver {
        InetAddress[] addresses(String host) throws UnknownHostException;
    }

    private final Resolver resolver;

    /** Creates a lookup that uses the resolver of the JDK. */
    public HostLookup() {
        this(InetAddress::getAllByName);
    }

    HostLookup(Resolver resolver) {
        this.resolver = resolver;
    }

    /**
     * Returns the addresses of a host, at least one. The lookup runs on a thread of its own, because it can hang for
     * long and cannot be aborted.
     *
     * @param host name or address, without brackets
     */
    public InetAddress[] find(String host, Deadline deadline, Cancellation cancellation) throws IOException {
        if (isAddress(host)) {
            return new InetAddress[] {address(host)};
        }
        CompletableFuture<InetAddress[]> found = new CompletableFuture<>();
        cancellation.closeOnCancel(() -> found.completeExceptionally(new UnknownHostException(host)));
        Thread thread = new Thread(() -> resolve(host, found), "sio-lookup");
        thread.setDaemon(true);
        thread.start();
        return deadline.await(found);
    }

    /**
     * Returns the first address of a host. An IPv6 address may have a zone after a percent sign: the name or the number
     * of a network interface. The JDK accepts a name only if that interface has an address of the same scope.
     *
     * @param host name or address, without brackets
     */
    public static InetAddress address(String host) throws UnknownHostException {
        int percent = host.indexOf('%');
        if (percent < 0) {
            return InetAddress.getByName(host);
        }
        byte[] address = InetAddress.getByName(host.substring(0, percent)).getAddress();
        return Inet6Address.getByAddress(null, address, interfaceIndex(host.substring(percent + 1)));
    }

    private static int interfaceIndex(String zone) throws UnknownHostException {
        try {
            NetworkInterface named = NetworkInterface.getByName(zone);
            return named == null ? Integer.parseInt(zone) : named.getIndex();
        } catch (SocketException | NumberFormatException e) {
            throw (UnknownHostException) new UnknownHostException("no network interface " + zone).initCause(e);
        }
    }

    private void resolve(String host, CompletableFuture<InetAddress[]> found) {
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
