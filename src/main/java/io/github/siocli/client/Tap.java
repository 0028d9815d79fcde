package io.github.siocli.client;

import java.time.Clock;

/**
 * What the taps on both transports report to.
 *
 * @param inbound takes the messages that come in
 * @param outbox is told of the messages that go out
 * @param engine knows the Engine.IO session
 * @param progress is told how far an attempt has come
 * @param diagnosis explains what failed
 * @param ending keeps how a connection ended
 * @param sink takes what happened to the transports
 * @param clock gives the times of events
 */
record Tap(
        Inbound inbound,
        Outbox outbox,
        EngineSession engine,
        Progress progress,
        Diagnosis diagnosis,
        Ending ending,
        EventSink sink,
        Clock clock) {}
