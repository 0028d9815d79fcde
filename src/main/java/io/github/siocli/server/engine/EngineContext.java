package io.github.siocli.server.engine;

/** Objects that all parts of the Engine.IO server share. */
record EngineContext(EngineOptions options, EngineListener listener, EngineFaults faults, SessionRegistry sessions) {}
