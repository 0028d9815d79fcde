package io.github.siocli.event;

import java.time.Instant;

/**
 * An event of one of several clients.
 *
 * @param client name of the client
 * @param event the event
 */
public record ClientEvent(String client, Event event) implements Event {

    @Override
    public Instant time() {
        return event.time();
    }

    @Override
    public boolean isAlwaysWritten() {
        return event.isAlwaysWritten();
    }

    @Override
    public boolean isFromNetwork() {
        return event.isFromNetwork();
    }

    @Override
    public long payloadSize() {
        return event.payloadSize();
    }

    @Override
    public Event withoutClient() {
        return event;
    }
}
