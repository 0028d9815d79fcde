package io.github.siocli.install;

import io.github.siocli.testing.ProcessCommand;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The JDKs of this machine, and stand-ins of any version. */
final class Jdk {
    /** The one that runs the tests. */
    static final Path OWN = real(Path.of(System.getProperty("java.home")));

    private Jdk() {}

    /** Every JDK that the installer would consider here: at least the one that runs the tests. */
    static Stream<Path> all() {
        var script = ". src/main/launcher/find-java; find_java javac | sed 's/^[^ ]* //'";
        var found = new ProcessCommand(Checkout.PROJECT, List.of("sh", "-c", script)).run();
        return Stream.concat(
                        Stream.of(OWN), found.lines().stream().map(Path::of).map(Jdk::real))
                .distinct();
    }

    /** A JDK that claims a version in its file `release`; its programs are those of {@link #jre}. */
    static Path claiming(String version, Path home) throws IOException {
        unreleased(version, home);
        Files.writeString(home.resolve("release"), "IMPLEMENTOR=\"Nobody\"\nJAVA_VERSION=\"" + version + "\"\n");
        return home;
    }

    /** A JDK without the file `release`, so that only running it tells the version. */
    static Path unreleased(String version, Path home) {
        jre(version, home);
        Checkout.executable(home.resolve("bin/javac"), "exit 0");
        return home;
    }

    /** A Java without a compiler. It is a script that does what the installer and the launcher need of {@link StandIn}. */
    static Path jre(String version, Path home) {
        Checkout.executable(home.resolve("bin/java"), """
                case $* in -version) echo 'openjdk version "%s" 2030-01-01' >&2; exit ;; esac
                last=
                for word; do
                  case $last in -jar | -cp) [ -f "$word" ] || exit 1 ;; esac
                  last=$word
                done
                case " $* " in *.ArchiveMaker" "*) : >"$last/%s" ;; esac
                """.formatted(version, Checkout.ARCHIVED));
        return home;
    }

    private static Path real(Path home) {
        try {
            return home.toRealPath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
