package io.github.siocli.server.engine;

/** What all of Engine.IO here goes by. */
record EngineContext(EngineOptions options, EngineListener listener, EngineFaults faults, SessionRegistry sessions) {}
