package io.github.siocli.terminal;

import java.io.File;
import org.jline.nativ.CLibrary;

/**
 * The native library of JLine. The installer unpacks it and the launcher names its directory; without the launcher, or on
 * a machine that the library does not support, the program works without it.
 */
public final class NativeLibrary {

    /** System property with the directory of the library. JLine reads it too. */
    public static final String DIRECTORY = "library.jline.path";

    private NativeLibrary() {}

    /** Loads the library when it is needed first. */
    private static final class Loader {
        private static final boolean SUCCEEDED = load();
    }

    /** Returns true if the library is loaded. The first call tries to load it. Any thread may call. */
    public static boolean isLoaded() {
        return Loader.SUCCEEDED;
    }

    /** Returns the file name of the library on this platform. */
    public static String fileName() {
        return System.mapLibraryName("jlinenative").replace(".dylib", ".jnilib");
    }

    private static boolean load() {
        String directory = System.getProperty(DIRECTORY);
        if (directory == null) {
            return false;
        }
        File file = new File(directory, fileName());
        // JLine would search this directory for libraries that it has unpacked, and it has never unpacked one.
        System.setProperty("jline.tmpdir", directory);
        try {
            // If JLine could not load the library, it would unpack another one.
            System.load(file.getAbsolutePath());
            CLibrary.isatty(0);
            return true;
        } catch (LinkageError | RuntimeException unusable) {
            return false;
        }
    }
}
