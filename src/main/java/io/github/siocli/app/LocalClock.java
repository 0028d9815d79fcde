package io.github.siocli.app;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;

/** Clock of the system that looks up the time zone only when it is asked for it, as the lookup takes milliseconds. */
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
