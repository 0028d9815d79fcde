package io.github.siocli.startup;

import io.github.siocli.terminal.NativeLibrary;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jline.nativ.OSInfo;

/** Unpacks the native library of JLine for this machine once, at installation, so that no command has to do it. */
public final class NativeLibraryUnpacker {

    private NativeLibraryUnpacker() {}

    /**
     * Unpacks the library, and loads it as a test.
     *
     * @param args the directory for the library
     * @throws IOException if there is no library for this machine, or it cannot be loaded from that directory
     */
    public static void main(String[] args) throws IOException {
        Path file = Path.of(args[0], NativeLibrary.fileName());
        String resource = OSInfo.getNativeLibFolderPathForCurrentOS() + "/" + NativeLibrary.fileName();
        try (InputStream library = OSInfo.class.getResourceAsStream(resource)) {
            if (library == null) {
                throw new IOException("JLine has no " + resource);
            }
            Files.copy(library, file);
        }
        System.setProperty(NativeLibrary.DIRECTORY, args[0]);
        if (!NativeLibrary.isLoaded()) {
            Files.delete(file);
            throw new IOException("the JVM cannot load " + file);
        }
    }
}
