package io.github.siocli.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FailureKindTest {

    private static final Path SOURCE = Path.of("src/main/java/io/github/siocli/event/FailureKind.java");
    private static final Pattern PLACE = Pattern.compile("\\{(\\d+)}");
    private static final int LONGEST = 120;

    @ParameterizedTest
    @EnumSource
    void documentsExactlyTheFactsThatItUses(FailureKind kind) throws IOException {
        List<Integer> used = PLACE.matcher(kind.message() + kind.hint())
                .results()
                .map(place -> Integer.valueOf(place.group(1)))
                .distinct()
                .sorted()
                .toList();
        assertThat(used)
                .isEqualTo(IntStream.range(0, documentedFacts(kind)).boxed().toList());
    }

    @ParameterizedTest
    @EnumSource
    void fillsMessageAndHintWithDocumentedFacts(FailureKind kind) throws IOException {
        List<String> facts = Collections.nCopies(documentedFacts(kind), "fact");
        Failure failure = new Failure(kind, facts, "");
        assertThat(failure.message()).isNotBlank().doesNotContain("{", "}").doesNotEndWith(".");
        assertThat(failure.hint()).doesNotContain("{", "}").doesNotEndWith(".").doesNotContain("\n");
        assertThat(failure.hint().length()).isLessThanOrEqualTo(LONGEST);
    }

    @ParameterizedTest
    @EnumSource
    void hasFailureExitCodeAndLayerLabel(FailureKind kind) {
        assertThat(kind.exitCode()).isNotEqualTo(ExitCode.DONE);
        assertThat(kind.layer().label()).isNotBlank();
    }

    @Test
    void insertsFactsLiterally() {
        Failure failure = Failure.of(FailureKind.USAGE, "bad {1} and {0} and $1", "no {0}");
        assertThat(failure.message()).isEqualTo("bad {1} and {0} and $1");
        assertThat(failure.hint()).isEqualTo("no {0}");
    }

    @Test
    void acceptsMissingFactsAtTheEnd() {
        assertThat(Failure.of(FailureKind.USAGE, "no such option").hint()).isEmpty();
    }

    @Test
    void addsEvidenceToFailure() {
        Failure failure =
                Failure.of(FailureKind.UNKNOWN_HOST, "nowhere.example").withEvidence("NXDOMAIN");
        assertThat(failure.message()).isEqualTo("cannot resolve nowhere.example");
        assertThat(failure.evidence()).isEqualTo("NXDOMAIN");
        assertThat(new FailureException(failure)).hasMessage("cannot resolve nowhere.example");
    }

    /** Returns the number of facts in the comment of a kind. */
    private static int documentedFacts(FailureKind kind) throws IOException {
        String source = Files.readString(SOURCE);
        Matcher comment =
                Pattern.compile("/\\*\\*([^/]*?)\\*/\\s+" + kind.name() + "\\(").matcher(source);
        assertThat(comment.find()).as("comment of " + kind).isTrue();
        Matcher fact = Pattern.compile("[ .;](\\d): ").matcher(comment.group(1));
        int facts = 0;
        while (fact.find()) {
            assertThat(fact.group(1)).isEqualTo(String.valueOf(facts));
            facts++;
        }
        return facts;
    }
}
