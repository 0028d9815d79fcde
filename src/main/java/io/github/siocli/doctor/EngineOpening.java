package io.github.siocli.doctor;

import io.github.siocli.event.Handshake;

/**
 * A handshake with which a server opened an Engine.IO session.
 *
 * @param path the engine path, as requested
 * @param requestedEio the generation that was requested, 3 or 4; the server may speak another one
 * @param handshake the content of the OPEN packet
 */
public record EngineOpening(String path, int requestedEio, Handshake handshake) {

    /** Returns the generation that the server speaks. */
    public int eio() {
        return handshake.server().eio();
    }
}
