package io.github.siocli.shell.server;

import io.github.siocli.server.engine.EngineSession;
import java.net.Inet6Address;
import java.net.InetSocketAddress;

/** Formats addresses of clients and servers. */
final class AddressText {

    private AddressText() {}

    /** Returns the address and port of a session's client. */
    static String of(EngineSession session) {
        return of(session.handshake().address());
    }

    /** Returns the Engine.IO generation of a session, 3 or 4. */
    static int generation(EngineSession session) {
        return session.handshake().generation().number();
    }

    /** Returns an address and port as in a URL. */
    static String of(InetSocketAddress address) {
        return host(address) + ":" + address.getPort();
    }

    /** Returns an address as in a URL, without the port. */
    static String host(InetSocketAddress address) {
        String host = address.getAddress().getHostAddress();
        return address.getAddress() instanceof Inet6Address ? "[" + host + "]" : host;
    }
}
