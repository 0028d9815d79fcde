package io.github.siocli.app;

import java.io.IOException;
import java.util.logging.LogManager;

/**
 * Disables {@code java.util.logging}, which the Socket.IO client library uses, by leaving it without a configuration.
 *
 * <p>With a configuration the JDK reads a file and opens each jar of the class path to look for another logging system.
 */
public final class SilentLogManager extends LogManager {

    /** System property with the class name of the log manager. */
    static final String PROPERTY = "java.util.logging.manager";

    /** Called by the JDK when it creates the first logger. */
    public SilentLogManager() {}

    @Override
    public void readConfiguration() throws IOException {
        throw new IOException("logging has no configuration");
    }
}
