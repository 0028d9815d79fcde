package io.github.siocli.doctor.check;

import io.github.siocli.doctor.EngineOpening;
import io.github.siocli.doctor.Fact;
import io.github.siocli.doctor.result.Advice;
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
    /**
     * The time after which the handshake over polling has had no response. A check that uses it waits for this time, or
     * for the end of the handshake.
     */
    static final Fact<Duration> SILENCE = new Fact<>("a handshake without a response");
    /** The program that responds to requests. */
    static final Fact<Responder> RESPONDER = new Fact<>("an HTTP response");
    /** The changes to make, because the server has no Socket.IO at the engine path. */
    static final Fact<List<Advice>> WRONG_PATH = new Fact<>("a wrong engine path");
    /** A handshake over polling. */
    static final Fact<EngineOpening> POLLING = new Fact<>("a handshake over polling");
    /** A handshake over any transport. */
    static final Fact<EngineOpening> OPENING = new Fact<>("an Engine.IO handshake");

    /** The time within which the answer to a pending poll arrives, after the server has something to send. */
    static final Fact<Duration> LONG_POLL = new Fact<>("a working poll");
    /** A handshake over websocket. */
    static final Fact<EngineOpening> WEBSOCKET = new Fact<>("a handshake over websocket");
    /** How requests of one session reach one node. */
    static final Fact<Stickiness> STICKINESS = new Fact<>("how sessions stay on their node");

    /** The namespaces that the server has connected. */
    static final Fact<List<String>> CONNECTED_NAMESPACES = new Fact<>("a connected namespace");

    private ServerFacts() {}
}
