package io.github.siocli.shell;

import io.github.siocli.event.EventName;
import java.util.OptionalLong;

/**
 * An event that was passed to the session to be sent.
 *
 * @param nsp the namespace of the event
 * @param name the name of the event
 * @param ackId id of the requested acknowledgement; empty if none was requested
 */
public record EmittedEvent(String nsp, EventName name, OptionalLong ackId) {}
