package io.github.siocli.startup;

import io.github.siocli.command.ManPages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Writes the manual pages below a directory, as {@code man1/sio.1} and so on. The installer runs it. */
public final class ManPageWriter {

    private ManPageWriter() {}

    /**
     * Writes all pages.
     *
     * @param args the directory, and the version
     * @throws IOException if a page cannot be written
     */
    public static void main(String[] args) throws IOException {
        for (Map.Entry<String, String> page : new ManPages(args[1]).pages().entrySet()) {
            String name = page.getKey();
            Path directory = Files.createDirectories(Path.of(args[0], "man" + name.substring(name.length() - 1)));
            Files.writeString(directory.resolve(name), page.getValue());
        }
    }
}
