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

    @Test
    void addsTextToTheEndOfTheMessage() {
        assertThat(Failure.of(FailureKind.UNENCODABLE, "1e400", "too large", "msgpack")
                        .withMessageEnd("; 1 sent")
                        .message())
                .isEqualTo("1e400 cannot be sent with the msgpack parser: too large; 1 sent");
        assertThat(Failure.of(FailureKind.NOT_IN_NAMESPACE, "/chat")
                        .withMessageEnd("; 1 sent")
                        .message())
                .isEqualTo("cannot send: namespace /chat is not joined; 1 sent");
        Failure disconnected = Failure.of(FailureKind.DISCONNECTED, "the reason", "", "a hint")
                .withEvidence("evidence")
                .withMessageEnd("; 1 sent");
        assertThat(disconnected.message()).isEqualTo("disconnected: the reason; 1 sent");
        assertThat(disconnected.hint()).isEqualTo("a hint");
        assertThat(disconnected.evidence()).isEqualTo("evidence");
    }

    @Test
    void addsTextToTheFirstLineOfTheMessage() {
        Failure failure = Failure.of(FailureKind.USAGE, "an error\n  the line\n  ^", "a hint")
                .withMessageEnd("; 1 sent");
        assertThat(failure.message()).isEqualTo("an error; 1 sent\n  the line\n  ^");
        assertThat(failure.hint()).isEqualTo("a hint");
    }

    @Test
    void addsNoTextToMessageThatEndsWithoutFact() {
        Failure failure = Failure.of(FailureKind.OUTBOX_FULL, "/chat", "2 events wait");
        assertThat(failure.withMessageEnd("; 1 sent")).isEqualTo(failure);
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
