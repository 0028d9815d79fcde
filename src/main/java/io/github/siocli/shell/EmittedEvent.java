package io.github.siocli.shell;

import io.github.siocli.event.EventName;
import java.util.OptionalLong;

/**
 * An event that was handed to the session.
 *
 * @param nsp its namespace
 * @param name its name
 * @param ackId id of the requested acknowledgement
 */
public record EmittedEvent(String nsp, EventName name, OptionalLong ackId) {}
