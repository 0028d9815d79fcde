package io.github.siocli.server.engine;

/** What goes wrong below Socket.IO, on purpose. Called on the event loop. */
public interface EngineFaults {

    /** Nothing does. */
    EngineFaults NONE = new EngineFaults() {};

    /** Whether the websocket that a session would move to is refused. */
    default boolean refusesUpgrade(EngineSession session) {
        return false;
    }

    /** Whether a heartbeat that is due is left out: a ping of Engine.IO 4, a pong of Engine.IO 3. */
    default boolean omitsHeartbeat(EngineSession session) {
        return false;
    }
}
