package io.github.siocli.server;

import io.github.siocli.json.Json;
import java.time.Duration;
import java.util.Optional;

/** Whether a client may connect to a namespace. */
public sealed interface Admission {

    /** It may. */
    Admission ACCEPTED = new Accept();

    /** It may. */
    record Accept() implements Admission {}

    /**
     * It may not, and is told so with CONNECT_ERROR (Socket.IO protocol 5, "Connection to a namespace").
     *
     * @param message why
     * @param data more about it; all that a client of Engine.IO 3 is told, where there is some
     */
    record Refuse(String message, Optional<Json> data) implements Admission {}

    /** It is never answered. */
    record Silence() implements Admission {}

    /** It is told later. */
    record Later(Duration delay, Admission then) implements Admission {}
}
