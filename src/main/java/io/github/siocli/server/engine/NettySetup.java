package io.github.siocli.server.engine;

import io.netty.util.internal.logging.InternalLoggerFactory;
import io.netty.util.internal.logging.JdkLoggerFactory;
import java.util.logging.Level;
import java.util.logging.Logger;

/** What must be said to Netty before any of its classes is loaded. */
final class NettySetup {

    // The logging of the JDK forgets the level of a logger that nobody holds.
    private static final Logger LOGGING = Logger.getLogger("io.netty");

    private NettySetup() {}

    static void apply() {
        // Newer JVMs warn of sun.misc.Unsafe, on the user's terminal.
        presume("io.netty.noUnsafe", "true");
        // Otherwise every start looks at each network interface, to make ids of channels that nobody sees.
        presume("io.netty.machineId", "00:00:00:00:00:01");
        LOGGING.setLevel(Level.OFF);
        InternalLoggerFactory.setDefaultFactory(JdkLoggerFactory.INSTANCE);
    }

    private static void presume(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }
}
