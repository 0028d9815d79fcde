package io.github.siocli.server.engine;

import io.github.siocli.event.Transport;
import io.github.siocli.protocol.engineio.EngineFrame;
import java.util.List;

/** The transport of a session. */
interface EngineTransport {

    Transport transport();

    /** Returns true if frames can be written now. Polling can write while a poll waits. */
    boolean isWritable();

    void write(List<EngineFrame> frames);

    /** Returns the number of written bytes that the network has not taken. */
    long pendingBytes();

    /** Closes the transport after all written frames. A websocket sends the close code (RFC 6455, section 7.4). */
    void close(int code);

    /** Cuts the TCP connection without a close frame. */
    void cut();
}
