package io.github.siocli.cli.hosting;

import io.github.siocli.serve.engine.EngineSession;
import io.github.siocli.serve.engine.Generation;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** How addresses are written. */
final class Addresses {

    private Addresses() {}

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
        return host(address.getAddress()) + ":" + address.getPort();
    }

    private static String host(InetAddress address) {
        String host = address.getHostAddress();
        return address instanceof Inet6Address ? "[" + host + "]" : host;
    }
}
