package io.github.siocli.testing;

import static org.assertj.core.api.Assertions.fail;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** Programs that not every machine has. */
public final class Programs {
    private Programs() {}

    /** Skips the running test where a program is missing, or fails it where nothing may be skipped. */
    public static void required(String name) {
        if (find(name).isPresent()) {
            return;
        }
        var message = name + " is not on PATH; install it to run this test";
        if ("true".equals(System.getenv("SIO_TESTS_REQUIRE_ALL"))) {
            fail(message);
        }
        Assumptions.abort(message);
    }

    /** Where a program is on PATH. */
    public static Optional<Path> find(String name) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .map(directory -> Path.of(directory, name))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
