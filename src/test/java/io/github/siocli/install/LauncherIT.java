package io.github.siocli.install;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.siocli.testing.ProcessCommand;
import io.github.siocli.testing.Programs;
import io.github.siocli.testing.PseudoTerminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(Lifecycle.PER_CLASS)
class LauncherIT {
    /** Nothing that a shell, a JVM or a character set could take for something else may change on the way. */
    private static final List<String> DIFFICULT = List.of(
            "",
            " ",
            "two words",
            "'",
            "\"",
            "it's \"quoted\"",
            "line\nbreak",
            "tab\t",
            "*",
            "?[a-z]",
            "$HOME",
            "`id`",
            "\\",
            "\\n",
            "-Dx=y",
            "--",
            "@file",
            "{\"sku\":7}",
            "é",
            "→",
            "😀",
            "日本語");

    @TempDir
    private static Path shared;

    /** The installations that tests share, by their JDK. */
    private final Map<Path, Path> installations = new HashMap<>();

    private Checkout checkout;

    @TempDir
    private Path directory;

    private Path prefix;

    @BeforeAll
    void checkOut() throws IOException {
        checkout = Checkout.standIn(shared.resolve("checkout"));
    }

    @BeforeEach
    void install() {
        installWith(Jdk.OWN);
    }

    @ParameterizedTest
    @MethodSource("everyJdkInEveryLocale")
    void passesArgumentsByteForByte(Path jdk, String locale) throws IOException {
        installWith(jdk);

        var result = launchFromShell(DIFFICULT).with("LC_ALL", locale).run();

        assertThat(result.err()).isEmpty();
        assertThat(result.values("arg"))
                .containsExactlyElementsOf(DIFFICULT.stream().map(StandIn::hex).toList());
        assertThat(result.values("java")).containsExactly(jdk.toString());
        assertThat(result.values("sio.locale")).containsExactly(locale);
    }

    static Stream<Arguments> everyJdkInEveryLocale() {
        return Jdk.all()
                .flatMap(jdk ->
                        Stream.of("C", "POSIX", "C.UTF-8", "xx_YY.UTF-8").map(locale -> Arguments.of(jdk, locale)));
    }

    @ParameterizedTest
    @CsvSource({
        "de_DE.UTF-8, ru_RU.UTF-8, C, de_DE.UTF-8",
        "'', ru_RU.UTF-8, C, ru_RU.UTF-8",
        "'', '', C, C",
        "'', '', '', ''"
    })
    void readsLocaleFromTheFirstOfThreeVariables(String all, String characters, String lang, String expected) {
        var result = launch().with("LC_ALL", all)
                .with("LC_CTYPE", characters)
                .with("LANG", lang)
                .run();

        assertThat(result.values("sio.locale")).containsExactly(expected);
    }

    @Test
    void keepsCharacterSetOfTheUser() {
        var result = launch().with("LC_ALL", "ja_JP.EUC-JP").run();

        assertThat(result.values("lc_all")).containsExactly("ja_JP.EUC-JP");
    }

    @Test
    void replacesLauncherWithJava() {
        var result =
                launch().with("PATH", directory.resolve("no programs here")).run();

        assertThat(result.err()).isEmpty();
        assertThat(result.values("pid")).containsExactly(Long.toString(result.pid()));
    }

    @Test
    void passesExitCode() {
        assertThat(launch("--exit=7").run().exit()).isEqualTo(7);
    }

    @Test
    void startsThroughASymlink() throws IOException {
        var link = Files.createSymbolicLink(directory.resolve("link"), prefix.resolve("bin/sio"));

        assertThat(run(link).run().exit()).isZero();
    }

    @Test
    void startsFromAPrefixThatWasMoved() throws IOException {
        installOwnWith(Jdk.OWN);
        var moved = Files.move(prefix, directory.resolve("moved"));

        var result = run(moved.resolve("bin/sio")).run();

        assertThat(result.err()).isEmpty();
        assertThat(result.exit()).isZero();
    }

    @Test
    void reportsMissingJarInOneLine() throws IOException {
        installOwnWith(Jdk.claiming("97.0.1", directory.resolve("jdk")));
        Files.delete(prefix.resolve("lib/sio/sio.jar"));

        var result = launch().run();

        assertThat(result.exit()).isEqualTo(1);
        assertThat(result.err()).hasLineCount(1).startsWith("sio: sio.jar is neither");
    }

    @Test
    void appendsJavaOptionsOfTheUser() throws IOException {
        Files.createFile(directory.resolve("-Dglob=taken-for-a-pattern"));
        var plain = launch().run();
        var result = launch().with("SIO_JAVA_OPTS", " -Xmx40m  -Dglob=* -Dfile.encoding=US-ASCII ")
                .run();

        assertThat(result.err()).isEmpty();
        assertThat(Long.parseLong(result.values("heap").get(0)))
                .isLessThan(Long.parseLong(plain.values("heap").get(0)))
                .isLessThanOrEqualTo(40 << 20);
        assertThat(result.values("glob")).containsExactly("*");
        assertThat(result.values("file.encoding")).containsExactly("US-ASCII");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-XX:+UseG1GC", "-Xmx64m -XX:+UseParallelGC -Dx=y"})
    void usesGarbageCollectorOfTheUser(String options) {
        var result = launch().with("SIO_JAVA_OPTS", options).run();

        assertThat(result.err()).isEmpty();
        assertThat(result.exit()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "emit --ack, 5",
        "emit repeat --ack, 5",
        "emit --lines, 1",
        "emit --repeat 9, 1",
        "emit --repeat=9, 1",
        "serve, 1",
        "connect -s, 1",
        "connect -e repeat 9 emit a, 0.2",
        ":3000 -e repeat 9 emit a, 0.2"
    })
    void compilesSoonerIfTheCommandMayRunForLong(String command, String scaling) {
        var words = (command + " --flags").split(" ");

        assertThat(launch(words).run().values("flag")).contains("-XX:CompileThresholdScaling=" + scaling);
    }

    @ParameterizedTest
    @CsvSource({"emit, true", "connect, true", "demo, true", "serve, true", "tail, false"})
    void usesTheOptimizingCompilerForTailOnly(String command, boolean isOff) {
        var flags = launch(command, "--flags").run().values("flag");

        assertThat(flags.contains("-XX:TieredStopAtLevel=1")).isEqualTo(isOff);
    }

    @ParameterizedTest
    @MethodSource("everyJdk")
    void allowsAndNamesNativeLibrary(Path jdk) {
        installWith(jdk);

        var result = launch("--flags").run();

        assertThat(result.err()).isEmpty();
        assertThat(result.values("flag")).contains("--enable-native-access=ALL-UNNAMED");
        assertThat(result.values("library.jline.path"))
                .containsExactly(prefix.resolve("lib/sio").toString());
    }

    static Stream<Path> everyJdk() {
        return Jdk.all();
    }

    @ParameterizedTest
    @ValueSource(strings = {"JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS"})
    void optionsForEveryJavaOfTheMachineAreIgnored(String variable) {
        var result = launch().with(variable, "-Dagent=x").run();

        assertThat(result.err()).isEmpty();
        assertThat(result.values("agent")).containsExactly("null");
    }

    @Test
    void reportsNoTerminalForPipesAndFiles() {
        assertThat(launch().run().values("sio.terminal")).containsExactly("");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''|stdin,stdout,stderr",
                "</dev/null|stdout,stderr",
                ">/dev/null|stdin,stderr",
                "2>/dev/null|stdin,stdout"
            })
    void terminalsAreReportedOneByOne(String redirection, String expected) throws IOException {
        var report = directory.resolve("report");
        var line = "'" + prefix.resolve("bin/sio") + "' " + redirection;

        PseudoTerminal.command(directory, line).with("REPORT", report).run();

        assertThat(ProcessCommand.Result.values(Files.lines(report), "sio.terminal"))
                .containsExactly(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"dash", "bash", "busybox sh"})
    void replacesClosedStandardStreamsByEmptyOnes(String shell) throws IOException {
        Programs.required(shell.split(" ")[0]);
        var report = directory.resolve("report");
        for (String closed : List.of("<&-", ">&-", "2>&-", "<&- >&- 2>&-")) {
            var script = shell + " '" + prefix.resolve("bin/sio") + "' --streams " + closed;

            var result = new ProcessCommand(directory, List.of("sh", "-c", script))
                    .with("REPORT", report)
                    .run();

            assertThat(result.exit()).as(closed).isZero();
            assertThat(Files.readAllLines(report)).as(closed).contains("stdin=0 bytes", "stdout=works", "stderr=works");
            Files.delete(report);
        }
    }

    @Test
    void printsMessagesOfTheJvmToStandardError() {
        var result = launch().with("SIO_JAVA_OPTS", "-Xms64m -Xmx32m").run();

        assertThat(result.out()).isEmpty();
        assertThat(result.err()).contains("initialization of VM");
        assertThat(result.exit()).isEqualTo(1);
    }

    @Test
    void findsOtherJavaIfItsOwnIsGone() throws IOException {
        var jdk = Jdk.claiming("97.0.1", directory.resolve("gone"));
        installOwnWith(jdk);
        Files.move(jdk, directory.resolve("jdk"));

        var result = launch().with("SIO_JDK_DIRS", Jdk.OWN).run();

        assertThat(result.err()).isEmpty();
        assertThat(result.values("java")).containsExactly(Jdk.OWN.toString());
    }

    @Test
    void reportsMissingJavaInOneLine() throws IOException {
        var jdk = Jdk.claiming("97.0.1", directory.resolve("gone"));
        installOwnWith(jdk);
        Files.move(jdk, directory.resolve("moved"));

        var result = launch().with("SIO_JDK_DIRS", jdk).run();

        assertThat(result.exit()).isEqualTo(1);
        assertThat(result.err()).hasLineCount(1).contains("no Java 17 or newer", jdk.toString(), "SIO_JDK_DIRS");
    }

    /** From now on the prefix is one with this JDK, which other tests use too. */
    private void installWith(Path jdk) {
        prefix = installations.computeIfAbsent(
                jdk, java -> installed(java, shared.resolve("prefix " + (installations.size() + 1))));
    }

    /** From now on the prefix is one with this JDK that the test may change. */
    private void installOwnWith(Path jdk) {
        prefix = installed(jdk, directory.resolve("a prefix"));
    }

    private Path installed(Path jdk, Path prefix) {
        var result = checkout.install("--prefix", prefix.toString())
                .with("SIO_JDK_DIRS", jdk)
                .run();
        assertThat(result.exit()).as(result.err()).isZero();
        return prefix;
    }

    private ProcessCommand launch(String... arguments) {
        return run(prefix.resolve("bin/sio"), arguments);
    }

    private ProcessCommand run(Path command, String... arguments) {
        return new ProcessCommand(
                directory,
                Stream.concat(Stream.of(command.toString()), Stream.of(arguments))
                        .toList());
    }

    /** The arguments are in a file, because a test's own JVM may be in a locale in which it cannot pass them on. */
    private ProcessCommand launchFromShell(List<String> arguments) {
        var words = arguments.stream()
                .map(argument -> "'" + argument.replace("'", "'\\''") + "'")
                .collect(Collectors.joining(" "));
        var script =
                Checkout.executable(directory.resolve("script"), "exec '" + prefix.resolve("bin/sio") + "' " + words);
        return run(script);
    }
}
