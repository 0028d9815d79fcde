package io.github.siocli.shell.server;

import io.github.siocli.server.engine.EngineSession;
import io.github.siocli.server.engine.Generation;
import java.net.Inet6Address;
import java.net.InetSocketAddress;

/** How addresses are written. */
final class AddressText {

    private AddressText() {}

    /** Address and port of the client of a session. */
    static String of(EngineSession session) {
        return of(session.handshake().address());
    }

    /** The generation that a session speaks. */
    static int eio(EngineSession session) {
        return session.handshake().generation() == Generation.EIO3 ? 3 : 4;
    }

    /** Address and port as they stand in a URL. */
    static String of(InetSocketAddress address) {
        return host(address) + ":" + address.getPort();
    }

    /** An address as it stands in a URL, without the port. */
    static String host(InetSocketAddress address) {
        String host = address.getAddress().getHostAddress();
        return address.getAddress() instanceof Inet6Address ? "[" + host + "]" : host;
    }
}
