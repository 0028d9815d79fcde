package io.github.siocli.testing;

import static org.assertj.core.api.Assertions.fail;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** Finds programs that are not installed on every machine. */
public final class Programs {
    private Programs() {}

    /** Skips the test if a program is missing, or fails it if skipping is forbidden. */
    public static void required(String name) {
        if (find(name).isPresent()) {
            return;
        }
        missing(name + " is not on PATH; install it to run this test");
    }

    /** Skips the test because of something that is not installed, or fails it if skipping is forbidden. */
    static void missing(String message) {
        if ("true".equals(System.getenv("SIO_TESTS_REQUIRE_ALL"))) {
            fail(message);
        }
        Assumptions.abort(message);
    }

    /** Returns the path of a program on PATH. */
    public static Optional<Path> find(String name) {
        return directories()
                .map(directory -> directory.resolve(name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /**
     * Returns a PATH with the programs of this process's PATH except some.
     *
     * @param directory a new directory for links to the programs
     * @param names programs to leave out
     */
    public static String pathWithout(Path directory, String... names) throws IOException {
        Files.createDirectories(directory);
        var excluded = Set.of(names);
        for (Path place : directories().filter(Files::isDirectory).toList()) {
            try (var programs = Files.list(place)) {
                for (Path program : programs.toList()) {
                    var link = directory.resolve(program.getFileName());
                    if (!excluded.contains(program.getFileName().toString()) && !Files.isSymbolicLink(link)) {
                        Files.createSymbolicLink(link, program);
                    }
                }
            }
        }
        return directory.toString();
    }

    private static Stream<Path> directories() {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator)).map(Path::of);
    }
}
