package io.github.siocli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.siocli.command.Program;
import io.github.siocli.shell.CommandModels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.Model.CommandSpec;

/** Checks that pages link to pages and headings that exist, and that those for contributors name types and files that exist. */
class DocumentsTest {

    /** A type in backticks, alone or with its package or a member: {@code client.Session.emit}. */
    private static final Pattern TYPE = Pattern.compile("`(?:[a-z]+\\.)*([A-Z][a-z]\\w*)(?:[.(][^`]*)?`");

    private static final Pattern FILE = Pattern.compile("`((?:src|completions)/[\\w./-]+)`");

    private static final Pattern LINK = Pattern.compile("]\\(([^)#\\s]*)(?:#([^)\\s]+))?\\)");

    private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.+)$");

    private static final Pattern INLINE_LINE = Pattern.compile("(?<!`)`sio ([^ `]+)([^`\n]*)`");

    private static final Pattern OPTION = Pattern.compile("(?<= )--[a-z-]+");

    /** Words that may follow {@code sio} and are no commands. */
    private static final Set<String> OTHER_WORDS = Set.of("COMMAND", "help", "--version");

    /** Types of libraries, and header fields of HTTP. */
    private static final Set<String> FOREIGN =
            Set.of("Comparator", "EventThread", "Host", "Manager", "Origin", "Sec", "Unsafe");

    private static Set<String> types() throws IOException {
        Set<String> names = new TreeSet<>(FOREIGN);
        for (String folder : List.of("src/main/java", "src/test/java")) {
            try (Stream<Path> files = Files.walk(Path.of(folder))) {
                names.addAll(files.map(file -> file.getFileName().toString())
                        .filter(name -> name.endsWith(".java"))
                        .map(name -> name.substring(0, name.length() - ".java".length()))
                        .toList());
            }
        }
        return names;
    }

    private static Set<String> named(String page, Pattern pattern) throws IOException {
        return pattern.matcher(Files.readString(Path.of("src/docs", page)))
                .results()
                .map((MatchResult result) -> result.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @ParameterizedTest
    @ValueSource(strings = {"architecture.md", "details.md", "performance.md"})
    void namesOnlyTypesThatExist(String page) throws IOException {
        assertThat(types()).containsAll(named(page, TYPE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"architecture.md", "performance.md"})
    void namesOnlyFilesThatExist(String page) throws IOException {
        assertThat(named(page, FILE))
                .isNotEmpty()
                .allSatisfy(file -> assertThat(Path.of(file)).exists());
    }

    @Test
    void linksOnlyToPagesAndHeadingsThatExist() {
        for (MarkdownPage page : MarkdownPage.all()) {
            LINK.matcher(page.text()).results().forEach(link -> {
                String target = link.group(1);
                if (!target.startsWith("https://")) {
                    Path file = target.isEmpty() ? page.file() : page.file().resolveSibling(target);
                    assertThat(file)
                            .as(page.file() + " links to " + link.group())
                            .exists();
                    if (link.group(2) != null) {
                        assertThat(anchors(file)).as(page.file().toString()).contains(link.group(2));
                    }
                }
            });
        }
    }

    /** Returns the names of the headings, as GitHub makes them. */
    private static List<String> anchors(Path file) {
        return HEADING.matcher(MarkdownPage.read(file).text())
                .results()
                .map(heading -> heading.group(1)
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\w\\- ]", "")
                        .replace(' ', '-'))
                .toList();
    }

    /** {@code DocumentedLinesTest} runs the lines of blocks; these are the lines within a text. */
    @Test
    void namesOnlyCommandsAndOptionsThatExist() {
        Map<String, CommandSpec> commands = Program.models().stream()
                .collect(Collectors.toMap(CommandModels::commandName, model -> model, (one, other) -> one));
        for (MarkdownPage page : MarkdownPage.all()) {
            INLINE_LINE.matcher(page.text()).results().forEach(line -> {
                CommandSpec command = commands.get(line.group(1));
                assertThat(command != null
                                || OTHER_WORDS.contains(line.group(1))
                                || line.group(1).startsWith(":"))
                        .as(page.file() + ": " + line.group())
                        .isTrue();
                if (command != null) {
                    assertThat(command.optionsMap().keySet())
                            .as(page.file() + ": " + line.group())
                            .containsAll(OPTION.matcher(line.group(2))
                                    .results()
                                    .map(MatchResult::group)
                                    .toList());
                }
            });
        }
    }
}
