package io.github.siocli.mock;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.siocli.event.FailureException;
import io.github.siocli.expression.ValueSources;
import io.github.siocli.server.fault.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The page about rules says what there is. */
class RulesPageTest {

    private static final Pattern BLOCK = Pattern.compile("(?s)```rules\n(.*?)```");
    private static final Pattern ON_COMMAND_LINE = Pattern.compile("-e '([^']*)'");
    private static final Pattern CHAOS = Pattern.compile("--chaos (\\S+=\\S+)");

    private static String page() throws IOException {
        return Files.readString(Path.of("src", "docs", "rules.md"));
    }

    @Test
    void containsOnlyValidExamples() throws IOException, FailureException {
        List<String> blocks =
                BLOCK.matcher(page()).results().map(block -> block.group(1)).toList();
        assertThat(blocks).hasSizeGreaterThan(2);
        for (String block : blocks) {
            Rules.parse("rules.md", block);
        }
        Matcher given = ON_COMMAND_LINE.matcher(page());
        while (given.find()) {
            Rules.parse("-e", given.group(1));
        }
        Matcher chaos = CHAOS.matcher(page());
        assertThat(chaos.find()).isTrue();
        ChaosParser.parse(chaos.group(1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "src/docs/examples/chat.rules",
                "src/docs/examples/tour.rules",
                "src/main/resources/io/github/siocli/command/demo.rules"
            })
    void acceptsShippedRules(String file) throws IOException, FailureException {
        assertThat(Rules.parse(file, Files.readString(Path.of(file)))).isNotNull();
    }

    @Test
    void namesAllVerbsValuesAndWords() throws IOException {
        String page = page();
        assertThat(ActionParser.VERBS)
                .allSatisfy(verb -> assertThat(page).containsPattern("\\| `[^|]*\\b" + verb + "\\b"));
        List<String> names = new ArrayList<>(RuleContext.NAMES);
        names.addAll(ValueSources.NAMES);
        assertThat(names).allSatisfy(name -> assertThat(page).containsPattern("\\| `[^|]*\\$" + name + "\\b"));
        assertThat(Fault.Kind.words())
                .allSatisfy(word -> assertThat(page).containsPattern("\\| `[^|]*\\b" + word + "[\\[=]"));
    }
}
