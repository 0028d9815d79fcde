package io.github.siocli.server.engine;

import io.github.siocli.event.Transport;
import io.github.siocli.protocol.engineio.EngineFrame;
import java.util.List;

/** The transport of a session. */
interface EngineTransport {

    Transport transport();

    /** Whether it takes frames now; one that is polled does so while a poll waits. */
    boolean isWritable();

    void write(List<EngineFrame> frames);

    /** Bytes that were written and wait for the network. */
    long pending();

    /** Ends it behind what was written, with a close code where it has one (RFC 6455, section 7.4). */
    void close(int code);

    /** Ends the TCP connection below, without a word. */
    void cut();
}
