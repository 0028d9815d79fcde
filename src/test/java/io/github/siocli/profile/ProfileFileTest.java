package io.github.siocli.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.siocli.event.FailureException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProfileFileTest {

    private static final String TEXT = """
            # my servers
            default = "one"

            [one]
            url = "http://one:3000"
            auth = ["token=@env:TOKEN", "role=a"]
            insecure = true
            reconnect = 3

            [two]
            url = "http://two"
            no-upgrade = false
            """;

    @Test
    void readsProfilesAndDefault() throws FailureException {
        ProfileFile file = ProfileFile.parse("f", TEXT);
        assertThat(file.defaultName()).contains("one");
        assertThat(file.profiles())
                .containsExactly(
                        Map.entry(
                                "one",
                                new Profile(
                                        "one",
                                        "http://one:3000",
                                        Map.of(
                                                "auth", List.of("token=@env:TOKEN", "role=a"),
                                                "insecure", List.of("true"),
                                                "reconnect", List.of("3")))),
                        Map.entry("two", new Profile("two", "http://two", Map.of())));
    }

    @Test
    void removesOneProfileAndKeepsTheRestAsItIs() throws FailureException {
        ProfileFile file = ProfileFile.parse("f", TEXT);
        assertThat(file.withoutProfile("two")).isEqualTo(TEXT.substring(0, TEXT.indexOf("[two]")));
        String withoutOne = ProfileFile.withoutDefault(file.withoutProfile("one"));
        assertThat(withoutOne).isEqualTo("# my servers\n\n" + TEXT.substring(TEXT.indexOf("[two]")));
    }

    @Test
    void writesWhatItReads() throws FailureException {
        Profile profile = new Profile(
                "x-1", ":3000", Map.of("header", List.of("A: \"q\" \\ ü\t", "B: 2"), "insecure", List.of("true")));
        ProfileFile file = ProfileFile.parse("f", ProfileFile.parse("f", TEXT).withProfile(profile));
        assertThat(file.profiles()).containsEntry("x-1", profile);
        assertThat(file.profiles()).hasSize(3);
    }

    @Test
    void setsDefaultInPlaceOrAtTheBeginning() throws FailureException {
        assertThat(ProfileFile.parse("f", TEXT).withDefault("two"))
                .isEqualTo(TEXT.replace("default = \"one\"", "default = \"two\""));
        assertThat(ProfileFile.parse("f", "[a]\nurl = \":1\"\n").withDefault("a"))
                .isEqualTo("default = \"a\"\n\n[a]\nurl = \":1\"\n");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            [a                           | f:1:3: Unexpected end of input
            [a]~url = ":1"~headr = "x"   | f:3:1: "headr" is no option of a connection
            [a]~url = ":1"~header = 2.5  | f:3:1: "header" has a value of the wrong type
            [a]~url = ":1"~insecure = "" | f:3:1: "insecure" has a value of the wrong type
            [a]~url = ":1"~user = ["x"]  | f:3:1: "user" has a value of the wrong type
            b = 1                        | f:1:1: "b" is no profile
            ["a b"]                      | f:1:1: "a b" is no profile
            ~[a]                         | f:2:1: the profile a has no url
            """)
    void namesPlaceOfError(String text, String message) {
        assertThatThrownBy(() -> ProfileFile.parse("f", text.replace('~', '\n')))
                .hasMessageStartingWith(message);
    }
}
