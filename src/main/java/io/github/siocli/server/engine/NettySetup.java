package io.github.siocli.server.engine;

import io.netty.util.internal.logging.InternalLoggerFactory;
import io.netty.util.internal.logging.JdkLoggerFactory;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Sets system properties of Netty before any of its classes is loaded. */
final class NettySetup {

    // Held, because the JDK forgets the level of a logger that is not referenced.
    private static final Logger LOGGING = Logger.getLogger("io.netty");

    private NettySetup() {}

    static void apply() {
        // Newer JVMs print a warning about sun.misc.Unsafe.
        presume("io.netty.noUnsafe", "true");
        // Without an id, every start looks at all network interfaces to generate channel ids.
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
