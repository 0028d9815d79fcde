package io.github.siocli.install;

import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static java.util.concurrent.TimeUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Timeout.ThreadMode.SEPARATE_THREAD;

import io.github.siocli.json.Json;
import io.github.siocli.terminal.NativeLibrary;
import io.github.siocli.testing.NodeServer;
import io.github.siocli.testing.ProcessCommand;
import io.github.siocli.testing.Programs;
import io.github.siocli.testing.ServerVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class InstallerIT {
    @TempDir
    private Path directory;

    private Path prefix;
    private Checkout checkout;

    @BeforeEach
    void prepare() throws IOException {
        prefix = directory.resolve("a prefix");
        checkout = Checkout.standIn(directory.resolve("checkout"));
    }

    @Test
    void buildsAndInstallsThisCheckoutWithoutNode() throws IOException {
        var complete = Checkout.complete(directory.resolve("complete checkout"));

        var result = complete.install("--prefix", prefix.toString())
                .with("PATH", pathWithoutNode())
                .with("HOME", Files.createDirectory(directory.resolve("empty home")))
                .run();

        assertThat(result.err()).isEmpty();
        assertThat(result.exit()).isZero();
        assertThat(result.out())
                .contains(
                        "1/3 build: ",
                        "2/3 install: ",
                        "3/3 warm-up: ",
                        "installed " + prefix.resolve("bin/sio"),
                        "JDK");
        assertThat(complete.path("src/test/npm/node_modules")).doesNotExist();
        assertThat(prefix.resolve("lib/sio")).isDirectoryContaining("glob:**/picocli-*.jar");
        assertThat(prefix.resolve("lib/sio").resolve(NativeLibrary.fileName())).exists();
        assertThat(prefix.resolve("share/bash-completion/completions/sio"))
                .hasSameTextualContentAs(complete.path("completions/sio.bash"));
        assertThat(prefix.resolve("share/zsh/site-functions/_sio"))
                .hasSameTextualContentAs(complete.path("completions/_sio"));
        assertThat(prefix.resolve("share/fish/vendor_completions.d/sio.fish"))
                .hasSameTextualContentAs(complete.path("completions/sio.fish"));
        assertThat(prefix.resolve("share/man/man1/sio-emit.1")).content().contains("sio 0");
        assertThat(prefix.resolve("share/man/man7/sio-rules.7")).exists();
        var started = sio("--version");
        assertThat(started.err()).isEmpty();
        assertThat(started.exit()).isZero();
        assertThat(Files.readString(complete.path("target/install.log"))).doesNotContain("Exception");
        for (String command : List.of("emit", "tail", "connect", "serve", "demo")) {
            startsFromItsArchive(command);
        }
        emitsAndTails("polling");
        emitsAndTails("websocket");
    }

    /** Classes of ours and of the libraries come from it, and nothing is said where it does not fit any more. */
    private void startsFromItsArchive(String command) throws IOException {
        Path log = directory.resolve("loaded");
        var help = new ProcessCommand(
                        directory, List.of(prefix.resolve("bin/sio").toString(), command, "--help"))
                .with(Map.of("SIO_JAVA_OPTS", "-Xlog:class+load:file=loaded"))
                .run();
        assertThat(help.err()).isEmpty();
        assertThat(help.exit()).isZero();
        assertThat(Files.readString(log))
                .containsPattern("io\\.github\\.siocli\\.app\\.Main source: shared objects file")
                .containsPattern("picocli\\.CommandLine source: shared objects file");
    }

    private void emitsAndTails(String transport) {
        var url = NodeServer.shared(ServerVersion.V4_8).url();

        var emitted = sio(
                "emit", url, "ack", "{\"b\":1,\"a\":2.25}", "7", "--ack", "--transport", transport, "--noproxy", "*");
        assertThat(emitted.err()).isEmpty();
        assertThat(emitted.out()).isEqualTo("{\"b\":1,\"a\":2.25}\n7\n");
        assertThat(emitted.exit()).isZero();

        var tailed = sio(
                "tail",
                url,
                "-e",
                "emit burst 2 5",
                "--json",
                "--count",
                "3",
                "--transport",
                transport,
                "--noproxy",
                "*");
        assertThat(tailed.exit()).isZero();
        assertThat(tailed.lines())
                .satisfiesExactly(
                        line -> assertThat(record(line)).containsKeys("time", "dir", "type", "nsp", "event", "args"),
                        line -> assertThat(record(line).get("args").text()).isEqualTo("[0,\"xxxxx\"]"),
                        line -> assertThat(record(line).get("args").text()).isEqualTo("[1,\"xxxxx\"]"));
    }

    private static Map<String, Json> record(String line) {
        return Json.literal(line).members();
    }

    @ParameterizedTest
    @ValueSource(strings = {"-DskipTests", "-Dmaven.test.skip=true"})
    void needsNoNodeForABuildWithoutTests(String option) throws IOException {
        var mvnw = Checkout.PROJECT.resolve("mvnw").toString();
        var preparation = "exec:exec@servers-to-test-against";

        var result = new ProcessCommand(Checkout.PROJECT, List.of(mvnw, "-B", "-q", "-o", option, preparation))
                .with("PATH", pathWithoutNode())
                .run();

        assertThat(result.exit()).as(result.out()).isZero();
    }

    private String pathWithoutNode() throws IOException {
        return Programs.pathWithout(directory.resolve("programs without Node"), "node", "nodejs", "npm", "npx");
    }

    @Test
    void removesJarsOfPreviousInstallation() throws IOException {
        install();
        checkout.building("library-2");
        install();

        assertThat(names("lib/sio"))
                .containsExactlyInAnyOrder(
                        "sio.jar", "library-2.jar", "find-java", "installed", "help", Checkout.ARCHIVED);
        assertThat(names("lib")).containsExactly("sio");
        assertThat(sio().exit()).isZero();
    }

    @Test
    void installsBelowHomeByDefault() {
        succeed(checkout.install().with("HOME", directory));

        assertThat(directory.resolve(".local/bin/sio")).isExecutable();
    }

    @Test
    void uninstallRemovesEverything() throws IOException {
        checkout.withCompletions();
        install();
        install();

        var result = succeed(checkout.install("--uninstall", "--prefix", prefix.toString()));

        assertThat(result.out()).isEqualTo("removed sio from " + prefix + "\n");
        assertThat(prefix).doesNotExist();
    }

    @Test
    void uninstallKeepsForeignFiles() throws IOException {
        var other = Files.createDirectories(prefix.resolve("bin")).resolve("other");
        Files.writeString(other, "mine");
        install();
        Files.writeString(prefix.resolve("lib/library"), "mine");

        succeed(checkout.install("--uninstall", "--prefix", prefix.toString()));

        assertThat(other).hasContent("mine");
        assertThat(names("bin")).containsExactly("other");
        assertThat(names("lib")).containsExactly("library");
    }

    @Test
    void uninstallReportsMissingInstallation() {
        var result = succeed(checkout.install("--uninstall", "--prefix", prefix.toString()));

        assertThat(result.out()).hasLineCount(1).startsWith("nothing to remove").contains(prefix.toString());
        assertThat(prefix).doesNotExist();
    }

    @Test
    void runsTheLinesOfTheReadme() throws IOException {
        var home = Files.createDirectories(directory.resolve("home"));
        var sio = home.resolve(".local/bin/sio");

        for (String line : List.of("./install.sh", "./install.sh --no-warmup")) {
            succeed(documented(line, home));
            assertThat(sio).isExecutable();
        }
        for (String line : List.of("./install.sh --uninstall", "./install.sh --uninstall --purge")) {
            succeed(documented(line, home));
            assertThat(sio).doesNotExist();
        }
    }

    private ProcessCommand documented(String line, Path home) {
        return new ProcessCommand(checkout.path("."), List.of("sh", "-c", line))
                .with(checkout.variables())
                .with("HOME", home);
    }

    @Test
    void installsCompletionsForThreeShells() throws IOException {
        checkout.withCompletions();
        install();

        assertThat(prefix.resolve("share/bash-completion/completions/sio")).hasContent("sio.bash");
        assertThat(prefix.resolve("share/zsh/site-functions/_sio")).hasContent("_sio");
        assertThat(prefix.resolve("share/fish/vendor_completions.d/sio.fish")).hasContent("sio.fish");
    }

    @Test
    void removesObsoleteCompletion() throws IOException {
        checkout.withCompletions();
        install();
        Files.delete(checkout.path("completions/sio.fish"));
        install();

        assertThat(prefix.resolve("share/fish/vendor_completions.d/sio.fish")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"--bogus", "somewhere", "--prefix", "--prefix="})
    void reportsWrongArgumentInOneLine(String argument) {
        var result = checkout.install(argument).run();

        assertThat(result.exit()).isEqualTo(2);
        assertThat(result.err()).hasLineCount(1).startsWith("install.sh: ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a:b", "a\nb"})
    void refusesPrefixThatJavaCannotRead(String name) {
        var result =
                checkout.install("--prefix", directory.resolve(name).toString()).run();

        assertThat(result.exit()).isEqualTo(2);
        assertThat(result.err()).contains("must not contain a colon or a line break");
    }

    @Test
    void helpListsEveryOptionAndVariable() {
        assertThat(succeed(checkout.install("--help")).out())
                .contains("--prefix DIR", "--uninstall", "--yes", "SIO_JDK_DIRS", "Exit codes");
    }

    @Test
    void reportsUnwritablePrefixInOneLine() throws IOException {
        var file = Files.writeString(directory.resolve("file"), "");

        var result =
                checkout.install("--prefix", file.resolve("below").toString()).run();

        assertThat(result.exit()).isEqualTo(1);
        assertThat(result.err()).hasLineCount(1).contains("cannot write to " + file, "--prefix");
    }

    @Test
    void keepsPreviousInstallationIfTheBuildFails() throws IOException {
        install();
        Files.copy(Checkout.PROJECT.resolve("mvnw"), checkout.path("mvnw"), REPLACE_EXISTING);
        var maven = Checkout.executable(
                directory.resolve("programs/mvn"),
                "case $* in '-q --version') echo 3.9.9; exit ;; esac\necho '[ERROR] Failed to compile'; echo '[ERROR]'; exit 1");

        var result = installation()
                .with("PATH", maven.getParent() + ":" + System.getenv("PATH"))
                .run();

        assertThat(result.exit()).isEqualTo(1);
        assertThat(result.err())
                .hasLineCount(1)
                .contains(
                        "the build failed: Failed to compile; ",
                        checkout.path("target/install.log").toString());
        assertThat(sio().exit()).isZero();
        assertThat(names("lib")).containsExactly("sio");
    }

    @Test
    void namesMavenThatDoesNotStart() throws IOException {
        Files.copy(Checkout.PROJECT.resolve("mvnw"), checkout.path("mvnw"), REPLACE_EXISTING);
        var maven =
                Checkout.executable(directory.resolve("programs/mvn"), "echo 'Unrecognized option: -Xbad' >&2; exit 1");

        var result = installation()
                .with("PATH", maven.getParent() + ":" + System.getenv("PATH"))
                .run();

        assertThat(result.exit()).isEqualTo(1);
        assertThat(result.err()).contains("the build failed: Unrecognized option: -Xbad; ");
    }

    @ParameterizedTest
    @MethodSource("failedBuilds")
    void printsCauseOfFailedBuild(String cause, String log) throws IOException {
        Files.writeString(checkout.path("output"), log);
        checkout.buildingWith("cat output; exit 1");

        var result = installation().run();

        assertThat(result.exit()).isEqualTo(1);
        assertThat(result.err())
                .isEqualTo("install.sh: the build failed: %s; all of its output is in %s%n"
                        .formatted(cause, checkout.path("target/install.log")));
    }

    static Stream<Arguments> failedBuilds() {
        return Stream.of(
                Arguments.of("src/Main.java:[1,27] ';' expected", """
                        \033[0mWARNING: A terminally deprecated method in sun.misc.Unsafe has been called
                        [WARNING] src/Main.java:[1,1] deprecation
                        [ERROR] COMPILATION ERROR :\s
                        [ERROR] src/Main.java:[1,27] ';' expected
                        [ERROR] Failed to execute goal a:compiler:1:compile (default) on project sio: Compilation failure
                        """),
                Arguments.of("this needs a program that is missing", """
                        WARNING: A terminally deprecated method in sun.misc.Unsafe has been called
                        \033[0mthis needs a program that is missing
                        install it
                        [ERROR] Command execution failed.
                        org.apache.commons.exec.ExecuteException: Process exited with an error: 1 (Exit value: 1)
                            at org.apache.commons.exec.DefaultExecutor.executeInternal (DefaultExecutor.java:408)
                        [ERROR] Failed to execute goal a:exec:1:exec (b) on project sio: Command execution failed. -> [Help 1]
                        """),
                Arguments.of("src/X.java:1: error: incompatible types", """
                        src/X.java:1: error: incompatible types
                        1 error
                        [ERROR] Failed to execute goal a:antrun:1:run (b) on project sio: An Ant BuildException has occurred: Compile failed
                        [ERROR] around Ant part ...<javac>... @ 7:221
                        [ERROR] -> [Help 1]
                        """),
                Arguments.of("Detected Maven Version: 3.8.7 is not in the allowed range [9.0,).", """
                        [ERROR] Failed to execute goal a:enforcer:3:enforce (enforce) on project sio:\s
                        [ERROR] Rule 0: org.apache.maven.enforcer.rules.version.RequireMavenVersion failed with message:
                        [ERROR] Detected Maven Version: 3.8.7 is not in the allowed range [9.0,).
                        [ERROR] -> [Help 1]
                        """),
                Arguments.of("could not get a:b:pom:1 from/to c (https://d/): Unknown host d", """
                        [ERROR] Failed to execute goal on project sio: Could not resolve dependencies for project sio: Failed to collect \
                        dependencies at a:b:jar:1: Could not transfer artifact a:b:pom:1 from/to c (https://d/): Unknown host d -> [Help 1]
                        """),
                Arguments.of("Non-readable POM pom.xml: no more data available", """
                        [ERROR] [ERROR] Some problems were encountered while processing the POMs:
                        [FATAL] Non-readable POM pom.xml: no more data available
                        [ERROR] The build could not read 1 project -> [Help 1]
                        """),
                Arguments.of("Exception in thread \"main\" java.net.UnknownHostException: a", """
                        Exception in thread "main" java.net.UnknownHostException: a
                        \tat java.base/sun.nio.ch.NioSocketImpl.connect(NioSocketImpl.java:569)
                        """),
                Arguments.of("There is insufficient memory for the Java Runtime Environment to continue.", """
                        OpenJDK 64-Bit Server VM warning: INFO: os::commit_memory failed
                        #
                        # There is insufficient memory for the Java Runtime Environment to continue.
                        # Native memory allocation (mmap) failed to map 1 bytes
                        """),
                Arguments.of("no reason given", ""));
    }

    @Test
    void leavesEmptyPrefixEmptyIfTheBuildFails() {
        checkout.buildingWith("exit 1");

        assertThat(installation().run().exit()).isEqualTo(1);
        assertThat(prefix).doesNotExist();
    }

    @Test
    void doesNotInstallProgramThatDoesNotStart() {
        install();
        checkout.buildingWith("mkdir -p target/lib; echo broken >target/sio.jar; : >target/lib/library-1.jar");

        var result = installation().with("SIO_JDK_DIRS", Jdk.OWN).run();

        assertThat(result.exit()).isEqualTo(1);
        assertThat(result.err()).hasLineCount(1).contains("does not start");
        assertThat(sio().exit()).isZero();
    }

    @Test
    @Timeout(value = 2, unit = MINUTES, threadMode = SEPARATE_THREAD)
    void keepsPreviousInstallationIfInterrupted() throws IOException {
        install();
        var fifo = checkout.path("fifo");
        assertThat(new ProcessCommand(directory, List.of("mkfifo", fifo.toString()))
                        .run()
                        .exit())
                .isZero();
        checkout.buildingWith(
                "echo built >fifo; read -r go <fifo; mkdir -p target/lib; : >target/lib/x.jar; : >target/sio.jar");

        var running = installation().start();
        assertThat(Files.readString(fifo)).isEqualTo("built\n");
        running.process().destroy();
        Files.writeString(fifo, "go\n");
        var result = running.result();

        assertThat(result.exit()).isEqualTo(143);
        assertThat(sio().exit()).isZero();
        assertThat(names("lib")).containsExactly("sio");
    }

    @Test
    @Timeout(value = 2, unit = MINUTES, threadMode = SEPARATE_THREAD)
    void saysThatSioIsInstalledIfWarmUpIsInterrupted() throws IOException {
        var fifo = checkout.path("fifo");
        assertThat(new ProcessCommand(directory, List.of("mkfifo", fifo.toString()))
                        .run()
                        .exit())
                .isZero();
        var java = checkout.path("jdk/bin/java");
        var original = Files.move(java, java.resolveSibling("original"));
        Checkout.executable(
                java,
                "case \" $* \" in *.ArchiveMaker\" \"*) echo warm >'%s'; read -r go <'%s' ;; esac\nexec '%s' \"$@\""
                        .formatted(fifo, fifo, original));

        var running = installation().start();
        assertThat(Files.readString(fifo)).isEqualTo("warm\n");
        running.process().destroy();
        Files.writeString(fifo, "go\n");
        var result = running.result();

        assertThat(result.exit()).isEqualTo(143);
        assertThat(result.err())
                .endsWith("install.sh: interrupted; sio is installed; sio warmup makes its start faster\n");
        assertThat(sio().exit()).isZero();
        assertThat(names("lib")).containsExactly("sio");
    }

    @Test
    void restoresPreviousInstallationIfMovingFails() throws IOException {
        install();
        checkout.building("library-2");

        var result =
                installation().with("PATH", pathWhereTheCommandCannotBeMoved()).run();

        assertThat(result.exit()).isEqualTo(1);
        assertThat(result.err()).hasLineCount(1).contains("cannot write to " + prefix.resolve("bin"));
        assertThat(names("lib")).containsExactly("sio");
        assertThat(names("lib/sio")).contains("library-1.jar").doesNotContain("library-2.jar");
        assertThat(sio().exit()).isZero();
    }

    @Test
    void leavesEmptyPrefixEmptyIfMovingFails() throws IOException {
        checkout.withCompletions();

        assertThat(installation()
                        .with("PATH", pathWhereTheCommandCannotBeMoved())
                        .run()
                        .exit())
                .isEqualTo(1);
        assertThat(prefix).doesNotExist();
    }

    @Test
    void repairsInstallationThatWasKilledBetweenRenames() throws IOException {
        install();
        Files.move(prefix.resolve("lib/sio"), prefix.resolve("lib/.sio.previous"));
        checkout.buildingWith("exit 1");

        assertThat(installation().run().exit()).isEqualTo(1);
        assertThat(sio().exit()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"bin/sio", "lib/sio/sio.jar", "share/zsh/site-functions/_sio"})
    void filesOfOthersAreNotReplaced(String file) throws IOException {
        var foreign = prefix.resolve(file);
        Files.createDirectories(foreign.getParent());
        Files.writeString(foreign, "foreign");
        checkout.withCompletions();

        var result = installation().run();

        assertThat(result.exit()).isEqualTo(1);
        assertThat(result.err()).hasLineCount(1).contains("is not from this installer");
        assertThat(foreign).hasContent("foreign");
    }

    @Test
    void worksThroughASymlinkWithARelativePrefix() throws IOException {
        var link = Files.createSymbolicLink(directory.resolve("link"), Path.of("checkout/install.sh"));

        succeed(new ProcessCommand(directory, List.of(link.toString(), "--prefix", "a prefix"))
                .with("SIO_JDK_DIRS", checkout.path("jdk")));

        assertThat(sio().exit()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"it's", "\"quoted\" &", "* $HOME [x]", "#1 a\\b 100%"})
    void acceptsAnyPrefixName(String name) throws IOException {
        prefix = directory.resolve(name);
        succeed(installation().with("SIO_JDK_DIRS", Jdk.OWN));

        assertThat(sio().exit()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"sh", "dash", "bash", "busybox sh"})
    void installsAndUninstallsWithEveryShell(String shell) throws IOException {
        Programs.required(shell.split(" ")[0]);
        checkout.withCompletions();

        succeed(checkout.installWith(shell, "--prefix", prefix.toString()));
        succeed(checkout.installWith(shell, "--prefix", prefix.toString()));
        assertThat(sio().exit()).isZero();
        succeed(checkout.installWith(shell, "--uninstall", "--prefix", prefix.toString()));

        assertThat(prefix).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource({"/bin/bash, ~/.bashrc", "/usr/bin/zsh, ~/.zshrc", "/bin/sh, ~/.profile"})
    void endsWithLinesForThisShellAndLaterOnes(String shell, String profile) {
        String path = "export PATH='" + prefix.resolve("bin") + "':\"$PATH\"";
        List<String> lines = succeed(installation().with("SHELL", shell)).lines();
        assertThat(lines)
                .endsWith(
                        "try it:",
                        "  " + path,
                        "  sio demo",
                        "for new shells: echo '" + path.replace("'", "'\\''") + "' >>" + profile);
        // The printed lines are run as they are.
        var shown = new ProcessCommand(directory, List.of("sh", "-c", path + "; command -v sio")).run();
        assertThat(shown.out()).isEqualTo(prefix.resolve("bin/sio") + "\n");
    }

    @Test
    void endsWithLineThatFishKeeps() {
        assertThat(succeed(installation().with("SHELL", "/usr/bin/fish")).lines())
                .endsWith("try it:", "  fish_add_path '" + prefix.resolve("bin") + "'", "  sio demo");
    }

    @Test
    void printsNoPathLineIfPathContainsPrefix() {
        var path = prefix.resolve("bin") + ":" + System.getenv("PATH");

        assertThat(succeed(installation().with("PATH", path)).lines()).endsWith("try it:", "  sio demo");
    }

    @Test
    void leavesWarmUpForLaterIfWanted() throws IOException {
        var result = succeed(checkout.install("--prefix", prefix.toString(), "--no-warmup"));
        assertThat(result.out()).contains("3/3 warm-up: skipped; sio warmup makes the archives for a fast start\n");
        assertThat(prefix.resolve("lib/sio").resolve(Checkout.ARCHIVED)).doesNotExist();

        var warmup = sio("warmup");

        assertThat(warmup.err()).isEmpty();
        assertThat(warmup.exit()).isZero();
        assertThat(prefix.resolve("lib/sio").resolve(Checkout.ARCHIVED)).exists();
    }

    @Test
    void showsSpinnerOnTerminalAndRemovesItAtTheEnd() throws IOException {
        Programs.required("script");
        Path screen = directory.resolve("screen");
        // The build ends when the spinner has turned, however long that takes.
        checkout.buildingWith("until grep -q 'build / ' '" + screen + "'; do sleep 0.1; done; "
                + "mkdir -p target/lib; cp stand-in.jar target/sio.jar; : >target/lib/library-1.jar");
        String line = checkout.path("install.sh") + " --prefix '" + prefix + "'";

        var result = new ProcessCommand(directory, List.of("script", "-qefc", line, screen.toString()))
                .with(checkout.variables())
                .run();

        assertThat(result.exit()).isZero();
        assertThat(result.out()).containsPattern("1/3 build \\| \\d+ s \r1/3 build / \\d+ s");
        assertThat(result.out()).containsPattern("\r\\x1b\\[K\r1/3 build: \\d+ s\\x1b\\[K\r\n");
    }

    @Test
    void keepsDataOfUserUnlessPurged() throws IOException {
        Path home = directory.resolve("home");
        Path history = home.resolve(".local/state/sio/history");
        Path profiles = home.resolve(".config/sio/profiles.toml");
        for (Path file : List.of(history, profiles)) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, "x");
        }
        for (boolean purges : new boolean[] {false, true}) {
            install();
            List<String> options = new ArrayList<>(List.of("--uninstall", "--prefix", prefix.toString()));
            options.addAll(purges ? List.of("--purge") : List.of());
            var result = succeed(checkout.install(options.toArray(String[]::new))
                    .with("HOME", home)
                    .with("XDG_STATE_HOME", "")
                    .with("XDG_CONFIG_HOME", ""));
            assertThat(result.out()).contains((purges ? "removed " : "your data stays in ") + history.getParent());
            assertThat(Files.exists(history)).isNotEqualTo(purges);
            assertThat(Files.exists(profiles)).isNotEqualTo(purges);
        }
        assertThat(checkout.install("--purge").run().exit()).isEqualTo(2);
    }

    private String pathWhereTheCommandCannotBeMoved() {
        var move = Checkout.executable(
                directory.resolve("programs/mv"),
                "case $* in */bin/sio) exit 1 ;; esac\nexec '"
                        + Programs.find("mv").orElseThrow() + "' \"$@\"");
        return move.getParent() + ":" + System.getenv("PATH");
    }

    private void install() {
        succeed(installation());
    }

    private ProcessCommand installation() {
        return checkout.install("--prefix", prefix.toString());
    }

    private ProcessCommand.Result sio(String... arguments) {
        var words = new ArrayList<>(List.of(prefix.resolve("bin/sio").toString()));
        words.addAll(List.of(arguments));
        return new ProcessCommand(directory, words).run();
    }

    private List<String> names(String folder) throws IOException {
        try (var files = Files.list(prefix.resolve(folder))) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    private static ProcessCommand.Result succeed(ProcessCommand command) {
        var result = command.run();
        assertThat(result.exit()).as(result.err()).isZero();
        return result;
    }
}
