package io.github.siocli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.github.siocli.MarkdownPage.Block;
import io.github.siocli.MarkdownPage.Example;
import io.github.siocli.testing.Certificates;
import io.github.siocli.testing.Programs;
import io.github.siocli.testing.RunningProgram;
import io.github.siocli.testing.Sio;
import io.github.siocli.testing.SioShell;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs every command line of the README and of the pages in {@code src/docs}, in a POSIX shell, and compares its output with the one that
 * the page shows. The server of the lines is {@code sio serve} with {@code tour.rules}, on another port than the documented one.
 */
@Timeout(300)
class DocumentedLinesTest {

    private static final Path EXAMPLES = Path.of("src", "docs", "examples");

    /** Command lines that need an installed program or another machine, and the test that contains and runs each of them. */
    private static final Map<String, String> RUN_ELSEWHERE = Map.of(
            "./install.sh", "install/InstallerIT",
            "./install.sh --no-warmup", "install/InstallerIT",
            "./install.sh --uninstall", "install/InstallerIT",
            "./install.sh --uninstall --purge", "install/InstallerIT");

    /** Measurements of the page for contributors; each takes minutes. */
    private static final Path MEASUREMENTS = Path.of("src", "docs", "performance.md");

    private static final Pattern PORT = Pattern.compile("(?<![\\d.])3000\\b");
    private static final Pattern OWN_SERVER = Pattern.compile("\\bsio serve\\b");
    private static final Pattern SERVER_OF_ANOTHER_HOST = Pattern.compile("https://([a-z]+\\.)?example\\.org");
    private static final Pattern ENDLESS = Pattern.compile("\\bsio (tail|serve)\\b");
    private static final Pattern ENDS = Pattern.compile(" (-c|--count|--until|--idle|-m|--max-time) ");
    private static final Pattern PROMPTING = Pattern.compile("\\bsio (connect|demo)\\b");
    private static final Pattern HAS_LINES = Pattern.compile(" (-e|--exec|<) |\\| sio");

    /** The text that sio has erased on a line of the terminal, such as the progress of a check. */
    private static final Pattern ERASED = Pattern.compile("[^\n]*\u001b\\[K");

    /** The prompt of sio on a terminal, and the line that a person types there. */
    private static final Pattern PROMPT = Pattern.compile("(?:server )?\\S+ (?:\\S+… )?› ");

    private static final Pattern TYPED = Pattern.compile(PROMPT + "(.*)");

    @TempDir
    private static Path directory;

    private static RunningProgram server;
    private static String port;

    @BeforeAll
    static void startServer() {
        server = Sio.with()
                .directory(Path.of("").toAbsolutePath())
                .start(
                        "serve",
                        "-p",
                        "0",
                        "--rules",
                        EXAMPLES.resolve("tour.rules").toString());
        Matcher listening = Pattern.compile(":(\\d+) \\(").matcher(server.awaitErr("polling, websocket)"));
        assertThat(listening.find()).isTrue();
        port = listening.group(1);
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    /** A block in another language, or a command line in a block of text, would not be run. */
    @Test
    void marksEveryBlockWithItsLanguage() {
        for (MarkdownPage page : MarkdownPage.all()) {
            assertThat(page.blocks()).as(page.file().toString()).allSatisfy(block -> {
                assertThat(block.language()).isIn("sh", "console", "rules", "sio", "yaml", "text");
                if (block.language().equals("console")) {
                    assertThat(block.lines().get(0)).matches("[$#] .+");
                } else if (block.language().equals("text")) {
                    assertThat(block.lines()).noneMatch(line -> line.matches("(\\$ |sio ).*"));
                }
            });
        }
    }

    @Test
    void namesTheTestsOfLinesThatRunElsewhere() {
        RUN_ELSEWHERE.forEach((line, test) -> {
            assertThat(MarkdownPage.all()).anyMatch(page -> page.text().contains(line));
            assertThat(Path.of("src/test/java/io/github/siocli", test + ".java"))
                    .content()
                    .contains("\"" + line + "\"");
        });
    }

    /** The pages run beside each other, because their lines mostly wait. */
    @TestFactory
    Stream<DynamicContainer> runsEveryCommandLine() {
        Programs.required("jq");
        List<DynamicContainer> pages = MarkdownPage.all().stream()
                .filter(page -> !page.file().equals(MEASUREMENTS))
                .map(page -> DynamicContainer.dynamicContainer(page.file().toString(), tests(page)))
                .toList();
        return pages.stream();
    }

    private static List<DynamicTest> tests(MarkdownPage page) {
        Reader reader = new Reader(directory.resolve(page.file().getFileName()));
        List<DynamicTest> tests = new ArrayList<>();
        List<Runnable> runs = new ArrayList<>();
        for (Example example : page.examples()) {
            if (!RUN_ELSEWHERE.containsKey(example.command())) {
                FutureTask<Void> run = new FutureTask<>(() -> reader.run(example), null);
                runs.add(run);
                tests.add(DynamicTest.dynamicTest(example.toString(), () -> throwFailure(run)));
            }
        }
        runs.add(reader::close);
        Thread thread = new Thread(() -> runs.forEach(Runnable::run), "reader of " + page.file());
        thread.setDaemon(true);
        thread.start();
        return tests;
    }

    private static void throwFailure(FutureTask<Void> run) throws Throwable {
        try {
            run.get();
        } catch (ExecutionException e) {
            throw e.getCause();
        }
    }

    /** A reader of a page, who runs its lines one after the other in a copy of the repository's examples. */
    private static final class Reader {

        private final Path home;
        private final SioShell shell;
        private int lastExit;

        private Reader(Path root) {
            try {
                home = Files.createDirectories(root.resolve("home"));
                Path checkout = checkout(root.resolve("checkout"));
                Path calls = Files.createDirectories(root.resolve("calls"));
                shell = new SioShell(
                        checkout,
                        calls,
                        Map.of("HOME", home.toString(), "TOKEN", "s3cret", "URL", "http://localhost:" + port));
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }

        private void close() {
            shell.close();
        }

        private void run(Example example) {
            String command = adapted(example.command());
            List<List<String>> parts = partsAtTypedLines(example.shown());
            try (SioShell.Line line = shell.start("(exit " + lastExit + ")\n" + command)) {
                List<String> expected = new ArrayList<>();
                for (int i = 0; i < parts.size(); i++) {
                    List<String> part = parts.get(i);
                    if (i > 0) {
                        line.type(part.get(0) + "\n");
                        part = part.subList(1, part.size());
                    }
                    expected.addAll(part);
                    if (isEndless(command)) {
                        awaitOutput(example, line, expected);
                    }
                }
                if (isEndless(command)) {
                    line.closeIn();
                    if (command.contains("sio tail")) {
                        line.interrupt();
                    }
                }
                lastExit = line.exit();
                if (!isEndless(command)) {
                    check(example, line);
                }
            }
        }

        private void awaitOutput(Example example, SioShell.Line line, List<String> expected) {
            ShownOutput shown = new ShownOutput(expected);
            assertThat(expected.isEmpty()).isNotEqualTo(example.isOutputShown());
            boolean isAsShown = line.await((out, err) -> example.isOutputShown()
                    ? shown.isOf(lines(out), lines(err))
                    : (out + err).contains("connected to ") || (out + err).contains("listening on "));
            if (!isAsShown) {
                fail(difference(example, line));
            }
        }

        private void check(Example example, SioShell.Line line) {
            if (example.showsFailure() != (lastExit != 0)
                    || example.isOutputShown()
                            && !new ShownOutput(example.shown()).isOf(lines(line.out()), lines(line.err()))) {
                fail(difference(example, line));
            }
        }

        private String difference(Example example, SioShell.Line line) {
            return "%s%n%s%nexit code %d, standard output:%n%sstandard error:%n%s"
                    .formatted(example.place(), adapted(example.command()), lastExit, line.out(), line.err());
        }

        private List<String> lines(String output) {
            String atHome = output.replace(home.toString(), "/home/ada");
            return PROMPT.matcher(ERASED.matcher(atHome).replaceAll(""))
                    .replaceAll("\n")
                    .lines()
                    .filter(line -> !line.isBlank())
                    .toList();
        }
    }

    /** Splits lines at those that a person types; each part after the first begins with the typed line. */
    private static List<List<String>> partsAtTypedLines(List<String> shown) {
        List<List<String>> parts = new ArrayList<>(List.of(new ArrayList<>()));
        for (String line : shown) {
            Matcher typed = TYPED.matcher(line);
            if (typed.matches()) {
                parts.add(new ArrayList<>(List.of(typed.group(1))));
            } else {
                parts.get(parts.size() - 1).add(line);
            }
        }
        return parts;
    }

    private static boolean isEndless(String command) {
        return ENDLESS.matcher(command).find() && !ENDS.matcher(command).find()
                || PROMPTING.matcher(command).find()
                        && (command.contains("--interactive")
                                || !HAS_LINES.matcher(command).find());
    }

    /** Returns a command with the port of this test's server, or with any free port for a server of its own. */
    private static String adapted(String command) {
        if (OWN_SERVER.matcher(command).find()) {
            return command.contains(" -p ")
                    ? PORT.matcher(command).replaceAll("0")
                    : OWN_SERVER.matcher(command).replaceAll("sio serve -p 0");
        }
        String local = SERVER_OF_ANOTHER_HOST.matcher(command).replaceAll("http://localhost:3000");
        return PORT.matcher(local).replaceAll(port);
    }

    /** Copies the examples to the place that they have in the repository, and to the directory in which the lines run. */
    private static Path checkout(Path checkout) throws IOException {
        Path copies = Files.createDirectories(checkout.resolve(EXAMPLES));
        Path tests = Files.createDirectories(checkout.resolve("tests"));
        try (Stream<Path> files = Files.list(EXAMPLES)) {
            for (Path file : files.toList()) {
                Files.copy(file, copies.resolve(file.getFileName()));
                Files.copy(file, checkout.resolve(file.getFileName()));
            }
        }
        for (String file : List.of("rooms.sio", "rooms.rules")) {
            Files.copy(EXAMPLES.resolve(file), tests.resolve(file));
        }
        Files.write(checkout.resolve("a.png"), new byte[] {(byte) 0x89, 'P', 'N', 'G'});
        Files.copy(Certificates.SIGNED.certificate(), checkout.resolve("server.pem"));
        Files.copy(Certificates.SIGNED.key(), checkout.resolve("server.key"));
        return checkout;
    }

    /**
     * Reads the scripts as {@code sio run} does, which checks a file before it connects; the lines of a test have clients, and
     * those for {@code sio connect} a connection.
     */
    @Test
    void readsEveryScript() throws IOException {
        for (MarkdownPage page : MarkdownPage.all()) {
            for (Block block : page.blocks()) {
                if (block.language().equals("sio")) {
                    String lines = block.text();
                    boolean isPart = lines.startsWith("  ");
                    Path script = Files.writeString(
                            directory.resolve("script.sio"),
                            isPart
                                    ? "test \"a part\"\n  client ada\n  client bob\n  client eve\n" + lines
                                    : (lines.contains("test \"") ? "" : "connect\n") + lines);
                    assertThat(Sio.with()
                                    .directory(EXAMPLES.toAbsolutePath())
                                    .run("run", script.toString(), "--grep", "no test has this name")
                                    .err())
                            .as(page.file() + ":" + block.line())
                            .contains("no test");
                }
            }
        }
    }

    /** Runs the steps of the workflow in one shell, on a free port in place of the documented one. */
    @Test
    void runsTheStepsOfTheWorkflow() throws IOException {
        List<Block> workflows = MarkdownPage.all().stream()
                .flatMap(page -> page.blocks().stream())
                .filter(block -> block.language().equals("yaml"))
                .toList();
        assertThat(workflows).hasSize(1);
        List<String> steps = Pattern.compile("(?m)^ +(?:- )?run: (.+)$")
                .matcher(workflows.get(0).text())
                .results()
                .map(step -> step.group(1))
                .filter(step -> !RUN_ELSEWHERE.containsKey(step))
                .toList();
        assertThat(steps).hasSize(3);

        Path root = Files.createDirectories(directory.resolve("workflow"));
        Path checkout = checkout(root.resolve("checkout"));
        Path path = root.resolve("path");
        try (SioShell shell = new SioShell(
                        checkout,
                        Files.createDirectories(root.resolve("calls")),
                        Map.of("HOME", root.toString(), "GITHUB_PATH", path.toString()));
                SioShell.Line job =
                        shell.start(PORT.matcher("set -e\n" + String.join("\n", steps) + "\necho all steps done")
                                .replaceAll(freePort()))) {
            assertThat(job.await((out, err) -> out.endsWith("all steps done\n")))
                    .as(job.err())
                    .isTrue();
            job.interrupt();
            assertThat(job.exit()).isZero();
        }
        assertThat(path).content().endsWith("/.local/bin\n");
        assertThat(checkout.resolve("events.xml")).content().contains("<testsuite ");
    }

    private static String freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return String.valueOf(socket.getLocalPort());
        }
    }
}
