package io.github.siocli.install;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.siocli.testing.ProcessCommand;
import io.github.siocli.testing.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JdkChoiceIT {
    @TempDir
    private Path directory;

    private Path prefix;
    private Path jdks;
    private Path programs;
    private Checkout checkout;

    @BeforeEach
    void prepare() throws IOException {
        prefix = directory.resolve("prefix");
        jdks = Files.createDirectories(directory.resolve("the jdks"));
        programs = Files.createDirectories(directory.resolve("programs"));
        checkout = Checkout.standIn(directory.resolve("checkout"));
    }

    @Test
    void prefersNewestJdkOverOlderJavaHome() throws IOException {
        var older = Jdk.claiming("17.0.1", directory.resolve("older"));
        var newest = Jdk.claiming("99.0.10", directory.resolve(".jdks/newest"));
        Jdk.claiming("99.0.9", directory.resolve(".sdkman/candidates/java/99.0.9-tem"));

        var result = installation()
                .without("SIO_JDK_DIRS")
                .with("HOME", directory)
                .with("JAVA_HOME", older)
                .run();

        assertThat(result.exit()).as(result.err()).isZero();
        assertThat(result.lines().get(0)).contains("JAVA_HOME (" + older + ")", newest.toString(), "99.0.10");
        assertThat(launcher()).contains("java='" + newest.resolve("bin/java") + "'");
    }

    @Test
    void prefersJavaHomeForSameVersion() throws IOException {
        Jdk.claiming("99.0.1", directory.resolve(".jdks/one"));
        var home = Jdk.claiming("99.0.1", directory.resolve("home"));

        var result = installation()
                .without("SIO_JDK_DIRS")
                .with("HOME", directory)
                .with("JAVA_HOME", home)
                .run();

        assertThat(result.exit()).as(result.err()).isZero();
        assertThat(result.out()).doesNotContain("JAVA_HOME");
        assertThat(launcher()).contains("java='" + home.resolve("bin/java") + "'");
    }

    @Test
    void findsJdkOnPathBehindSymlink() throws IOException {
        Files.createSymbolicLink(programs.resolve("javac"), Jdk.OWN.resolve("bin/javac"));

        var script = ". src/main/launcher/find-java; find_java javac";
        var result = new ProcessCommand(Checkout.PROJECT, List.of("sh", "-c", script))
                .with("HOME", directory)
                .with("PATH", programs + ":" + System.getenv("PATH"))
                .run();

        assertThat(result.lines()).anyMatch(line -> line.endsWith(" " + Jdk.OWN));
    }

    @Test
    void asksJdkWithoutReleaseFile() throws IOException {
        Jdk.claiming("21.0.9", jdks.resolve("a"));
        var newest = Jdk.unreleased("98.0.2", jdks.resolve("b"));

        assertThat(installation().run().exit()).isZero();
        assertThat(launcher()).contains("java='" + newest.resolve("bin/java") + "'");
    }

    @Test
    void skipsJdkThatDoesNotStart() throws IOException {
        var works = Jdk.claiming("21.0.9", jdks.resolve("works"));
        var broken = Jdk.claiming("99", jdks.resolve("broken"));
        Checkout.executable(broken.resolve("bin/javac"), "exit 1");

        assertThat(installation().run().exit()).isZero();
        assertThat(launcher()).contains("java='" + works.resolve("bin/java") + "'");
    }

    @Test
    void refusesOldJdkAndJavaWithoutCompiler() throws IOException {
        Jdk.claiming("1.8.0_402", jdks.resolve("8"));
        Jdk.claiming("16.0.2", jdks.resolve("16"));
        Jdk.jre("25", jdks.resolve("jre"));

        var result = installation().run();

        assertThat(result.exit()).isEqualTo(3);
        assertThat(result.err()).startsWith("install.sh: no JDK 17 or newer found in SIO_JDK_DIRS (" + jdks + ")");
        assertThat(prefix).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "apt-get|apt-get update && apt-get install -y openjdk-25-jdk-headless",
                "dnf|dnf install -y java-25-openjdk-devel",
                "brew|brew install openjdk",
                "apk|apk add openjdk21-jdk",
                "pacman|pacman -S jdk-openjdk",
                "zypper|zypper install java-21-openjdk-devel",
                "none|see https://adoptium.net for one",
            })
    void withoutJdkNamesTheCommandThatInstallsOne(String manager, String command) {
        bareMachineWith(manager);

        var result = installation().with("PATH", programs).run();

        assertThat(result.exit()).isEqualTo(3);
        var lines = result.err().lines().toList();
        assertThat(lines.get(0)).endsWith("; install one: " + command);
        if (List.of("apt-get", "dnf", "brew").contains(manager)) {
            assertThat(lines).hasSize(2).last().isEqualTo("or: ./install.sh --yes");
        } else {
            assertThat(lines).hasSize(1);
        }
    }

    @Test
    void namesDefaultJdkIfAptKnowsNone() {
        bareMachineWith("apt-get");
        program("apt-cache", "exit 100");

        assertThat(installation().with("PATH", programs).run().err())
                .contains("apt-get install -y default-jdk-headless");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "apt-get|update;install -y openjdk-25-jdk-headless",
                "dnf|-q repoquery --qf %{name}\\n java-*-openjdk-devel;install -y java-25-openjdk-devel",
                "brew|install openjdk",
            })
    void yesInstallsAJdkAndGoesOn(String manager, String calls) throws IOException {
        bareMachineWith(manager);
        Jdk.claiming("25.0.1", directory.resolve("packaged"));

        var result = installation("--yes").with("PATH", programs).run();

        assertThat(result.exit()).as(result.err()).isZero();
        assertThat(Files.readAllLines(directory.resolve(manager + ".calls"))).containsExactly(calls.split(";"));
        assertThat(launcher()).contains(jdks.resolve("packaged/bin/java").toString());
    }

    @Test
    void yesUsesSudoOnlyIfNotRoot() throws IOException {
        bareMachineWith("apt-get");
        Jdk.claiming("25.0.1", directory.resolve("packaged"));
        program("id", "echo 1000");
        program("sudo", "printf '%s\\n' \"$*\" >>'" + directory + "/sudo.calls'\n\"$@\"");

        assertThat(installation("--yes").with("PATH", programs).run().exit()).isZero();
        assertThat(directory.resolve("sudo.calls"))
                .hasContent("apt-get update\napt-get install -y openjdk-25-jdk-headless");
    }

    @Test
    void yesReportsTheCommandThatFailed() {
        bareMachineWith("apt-get");
        program("apt-get", "exit 100");

        var result = installation("--yes").with("PATH", programs).run();

        assertThat(result.exit()).isEqualTo(1);
        assertThat(result.err()).hasLineCount(1).contains("could not be installed", "apt-get update");
    }

    /** PATH with nothing but what every system has and one package manager, which records its calls and "installs" a JDK. */
    private void bareMachineWith(String manager) {
        for (String name : List.of(
                "sh",
                "awk",
                "cat",
                "chmod",
                "cp",
                "date",
                "dirname",
                "du",
                "grep",
                "ln",
                "mkdir",
                "mv",
                "readlink",
                "rm",
                "rmdir",
                "sed",
                "sort",
                "tr")) {
            program(name, "exec '" + Programs.find(name).orElseThrow() + "' \"$@\"");
        }
        program("id", "echo 0");
        program(
                manager,
                "printf '%s\\n' \"$*\" >>'" + directory + "/" + manager + ".calls'\n"
                        + "case $* in\n"
                        + "  *repoquery*) printf 'java-%s-openjdk-devel\\n' 1.8.0 25 17 latest ;;\n"
                        + "  *install*) ln -s '" + directory + "/packaged' '" + jdks + "/packaged' ;;\n"
                        + "esac");
        program("apt-cache", "printf 'openjdk-%s-jdk-headless - a JDK\\n' 8 17 25 21 11");
    }

    private void program(String name, String script) {
        Checkout.executable(programs.resolve(name), script);
    }

    private ProcessCommand installation(String... options) {
        var words = new ArrayList<>(List.of("--prefix", prefix.toString()));
        words.addAll(List.of(options));
        return checkout.install(words.toArray(String[]::new)).with("SIO_JDK_DIRS", jdks);
    }

    private String launcher() throws IOException {
        return Files.readString(prefix.resolve("bin/sio"));
    }
}
