package io.github.siocli.app;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;

/** The system's clock. That of the JDK asks for the time zone when it is made, which takes milliseconds that few runs need. */
final class LocalClock extends Clock {

    @Override
    public ZoneId getZone() {
        return ZoneId.systemDefault();
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return Clock.system(zone);
    }

    @Override
    public Instant instant() {
        return Instant.now();
    }
}
