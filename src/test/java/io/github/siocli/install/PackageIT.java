package io.github.siocli.install;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.siocli.testing.NodeServer;
import io.github.siocli.testing.ProcessCommand;
import io.github.siocli.testing.PseudoTerminal;
import io.github.siocli.testing.ServerVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The directory that the packages contain, made from the jars of this build. */
class PackageIT {
    @TempDir
    private static Path directory;

    private static Path image;

    @BeforeAll
    static void makeImageAndMoveIt() throws IOException {
        var made = directory.resolve("image");
        var result = new ProcessCommand(
                        directory,
                        List.of(
                                Checkout.PROJECT.resolve("src/dist/make-image").toString(),
                                "1.2.3",
                                Checkout.PROJECT.resolve("target").toString(),
                                made.toString()))
                .with("JAVA_HOME", Jdk.OWN)
                .run();
        assertThat(result.exit()).as(result.err()).isZero();
        image = Files.move(
                made, Files.createDirectory(directory.resolve("two words")).resolve("sio moved"));
    }

    @Test
    void worksFromAMovedPathWithoutHome() {
        assertThat(sio("--version").out()).isEqualTo("sio 1.2.3\n");
        assertThat(sio("--version", "-v").out()).contains("  Java ", "picocli 4.");

        var emitted =
                sio("emit", NodeServer.shared(ServerVersion.V4_8).url(), "ack", "{\"b\":1}", "--ack", "--noproxy", "*");

        assertThat(emitted.err()).isEmpty();
        assertThat(emitted.out()).isEqualTo("{\"b\":1}\n");
        assertThat(emitted.exit()).isZero();
    }

    @Test
    void startsThroughRelativeSymlinks() throws IOException {
        var links = Files.createDirectory(directory.resolve("links"));
        Files.createSymbolicLink(links.resolve("first"), Path.of("../two words/sio moved/bin/sio"));
        Files.createSymbolicLink(links.resolve("sio"), Path.of("first"));

        var result = new ProcessCommand(directory, List.of("links/sio", "emit", "--help"))
                .with("SIO_JDK_DIRS", Jdk.OWN)
                .run();

        assertThat(result.err()).isEmpty();
        assertThat(result.out()).contains("Usage: sio emit");
    }

    @Test
    void namesMissingJava() throws IOException {
        var result = new ProcessCommand(
                        directory, List.of(image.resolve("bin/sio").toString(), "emit", "--help"))
                .with("SIO_JDK_DIRS", Files.createDirectory(directory.resolve("no JDK")))
                .run();

        assertThat(result.exit()).isEqualTo(1);
        assertThat(result.err())
                .isEqualTo("sio: no Java 17 or newer; install one or set SIO_JDK_DIRS to its directory\n");
    }

    @Test
    void listsEveryLibraryWithItsLicence() throws IOException {
        try (var files = Files.list(image.resolve("lib/sio"))) {
            var libraries = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".jar") && !name.equals("sio.jar"))
                    .map(name -> name.replaceFirst("-\\d.*", ""))
                    .toList();
            assertThat(Files.readString(image.resolve("THIRD-PARTY.txt"))
                            .lines()
                            .filter(line -> line.startsWith("  "))
                            .map(line -> line.strip().split(" ")[0]))
                    .containsExactlyInAnyOrderElementsOf(libraries);
        }
    }

    @Test
    void jvmDetectsTheTerminalForTheLauncherOfWindows() {
        var java = "'" + Jdk.OWN.resolve("bin/java") + "' -Djdk.console=java.base -Dsio.terminal=auto -cp '"
                + image.resolve("lib/sio/sio.jar") + "' io.github.siocli.app.Main emit --help";

        assertThat(PseudoTerminal.command(directory, java).run().out()).contains("\033[");
        assertThat(PseudoTerminal.command(directory, java + " </dev/null").run().out())
                .doesNotContain("\033[");
    }

    private static ProcessCommand.Result sio(String... arguments) {
        var words = new ArrayList<>(List.of(image.resolve("bin/sio").toString()));
        words.addAll(List.of(arguments));
        return new ProcessCommand(directory, words)
                .without("HOME")
                .with("SIO_JDK_DIRS", Jdk.OWN)
                .run();
    }
}
