package io.github.siocli.server.engine;

/** Decides which faults the server injects below Socket.IO. Called on the event loop. */
public interface EngineFaults {

    /** Returns true to refuse the websocket of an upgrade. */
    default boolean refusesUpgrade(EngineSession session) {
        return false;
    }

    /** Returns true to leave out a due heartbeat: a ping in Engine.IO 4, a pong in Engine.IO 3. */
    default boolean omitsHeartbeat(EngineSession session) {
        return false;
    }
}
