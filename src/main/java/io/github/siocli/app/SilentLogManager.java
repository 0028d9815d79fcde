package io.github.siocli.app;

import java.io.IOException;
import java.util.logging.LogManager;

/**
 * Keeps the JDK's logging, to which the client library writes, without a configuration and thus silent. With one, the JDK
 * reads a file and opens each jar of the class path to look for another logging system.
 */
public final class SilentLogManager extends LogManager {

    /** The system property by which the JDK knows its log manager. */
    static final String PROPERTY = "java.util.logging.manager";

    /** Called by the JDK, with the first logger. */
    public SilentLogManager() {}

    @Override
    public void readConfiguration() throws IOException {
        throw new IOException("there is none, and nothing that would need one");
    }
}
