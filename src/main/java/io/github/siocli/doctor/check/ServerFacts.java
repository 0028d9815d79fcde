package io.github.siocli.doctor.check;

import io.github.siocli.doctor.EngineOpening;
import io.github.siocli.doctor.Fact;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;

/** The facts that checks find out about a server. */
final class ServerFacts {

    /** The addresses of the host, or of the proxy's view of it: empty if the proxy resolves the name. */
    static final Fact<List<InetAddress>> ADDRESSES = new Fact<>("an address of the host");
    /** The time that the first TCP connection took. */
    static final Fact<Duration> CONNECTION = new Fact<>("a TCP connection");
    /** The protocol that carries HTTP, such as {@code TLSv1.3}; empty without TLS. */
    static final Fact<String> CHANNEL = new Fact<>("a secure channel");
    /** The program that responds to requests. */
    static final Fact<Responder> RESPONDER = new Fact<>("an HTTP response");
    /** A handshake over polling. */
    static final Fact<EngineOpening> POLLING = new Fact<>("a handshake over polling");
    /** A handshake over any transport. */
    static final Fact<EngineOpening> OPENING = new Fact<>("an Engine.IO handshake");

    /** A handshake over a websocket. */
    static final Fact<EngineOpening> WEBSOCKET = new Fact<>("a websocket");
    /** True if every poll over a new connection met the node of its session. */
    static final Fact<Boolean> STICKINESS = new Fact<>("a poll over another connection");

    /** The namespaces that the server has connected. */
    static final Fact<List<String>> CONNECTED_NAMESPACES = new Fact<>("a connected namespace");

    private ServerFacts() {}
}
