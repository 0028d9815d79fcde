package io.github.siocli.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.siocli.event.EventName;
import io.github.siocli.event.FailureException;
import io.github.siocli.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SuggestionFinderTest {

    @TempDir
    private Path directory;

    private TestShell talks;

    @BeforeEach
    void open() throws FailureException, IOException {
        Files.writeString(directory.resolve("a.json"), "1");
        Files.writeString(directory.resolve("b c"), "1");
        Files.writeString(directory.resolve(".hidden"), "1");
        Files.createDirectory(directory.resolve("folder"));
        Files.writeString(directory.resolve("folder/d.sio"), "1");
        talks = new TestShell(directory);
    }

    @AfterEach
    void close() throws FailureException {
        talks.close();
    }

    private List<String> at(String line) {
        CompletionContext place = CompletionContext.of(line);
        return new SuggestionFinder<>(talks.interpreter())
                .find(place).stream()
                        .map(Suggestion::text)
                        .filter(text -> text.startsWith(place.typed()))
                        .toList();
    }

    @Test
    void suggestsVerbs() {
        assertThat(at("")).contains("emit", "wait", "exit");
        assertThat(at("em")).containsExactly("emit");
        assertThat(at("help sl")).containsExactly("sleep");
        assertThat(at("repeat 3 em")).containsExactly("emit");
        assertThat(at("repeat 3 --interval 1s em")).containsExactly("emit");
        assertThat(at("emit a 1\nwa")).containsExactly("watch", "wait");
        assertThat(at("nonsense ")).isEmpty();
    }

    @Test
    void suggestsUnusedOptionsOfVerb() {
        assertThat(at("emit a --"))
                .containsExactly("--ack", "--ack-timeout", "--template", "--allow-empty", "--namespace");
        assertThat(at("emit a --ack --"))
                .containsExactly("--ack-timeout", "--template", "--allow-empty", "--namespace");
        assertThat(at("repeat 3 emit a --ack-")).containsExactly("--ack-timeout");
        assertThat(at("emit a --ack-timeout ")).isEmpty();
    }

    @Test
    void suggestsFiles() {
        assertThat(at("emit a @")).containsExactly("@a.json", "@folder/");
        assertThat(at("emit a bin:@fo")).containsExactly("bin:@folder/");
        assertThat(at("emit a 1 @folder/")).containsExactly("@folder/d.sio");
        assertThat(at("source folder/d")).containsExactly("folder/d.sio");
        assertThat(at("source .h")).containsExactly(".hidden");
        assertThat(at("source nowhere/")).isEmpty();
        assertThat(at("join /a --auth @a")).containsExactly("@a.json");
    }

    @Test
    void suggestsSettingsAndValues() {
        assertThat(at("set ack")).containsExactly("ack-timeout");
        assertThat(at("set output ")).containsExactly("human", "json", "raw");
        assertThat(at("set insecure ")).containsExactly("on", "off");
        assertThat(at("set ack-timeout ")).containsExactly("off");
    }

    @Test
    void quotesNamesThatLineWouldMisread() {
        assertThat(Suggestion.name(EventName.of("order:create"), "").text()).isEqualTo("order:create");
        assertThat(Suggestion.name(EventName.of("my event"), "").text()).isEqualTo("\"my event\"");
        assertThat(Suggestion.name(EventName.of("-x"), "").text()).isEqualTo("\"-x\"");
        assertThat(Suggestion.name(EventName.of(""), "").text()).isEqualTo("\"\"");
        assertThat(Suggestion.name(EventName.of("a\u001b"), "").text()).isEqualTo("\"a\\u001b\"");
        assertThat(Suggestion.name(EventName.of("7"), "").text()).isEqualTo("\"7\"");
        assertThat(Suggestion.name(EventName.of(Json.literal("7")), "").text()).isEqualTo("7");
        assertThat(Suggestion.key("a-b", false).text()).isEqualTo("a-b: ");
        assertThat(Suggestion.key("a b", false).text()).isEqualTo("\"a b\": ");
        assertThat(Suggestion.key("a", true).text()).isEqualTo("\"a\": ");
    }

    @Test
    void findsObjectThatIsBeingTyped() {
        Json like = Json.literal("{\"a\":{\"b\":[{\"c\":1,\"d\":2}]},\"e\":3}");
        assertThat(path("{").keysOf(like)).containsExactly("a", "e");
        assertThat(path("{e: 1, ").keysOf(like)).containsExactly("a", "e");
        assertThat(path("{e: 1, ").existingKeys()).containsExactly("e");
        assertThat(path("{a: {b: [{c: 1}, {").keysOf(like)).containsExactly("c", "d");
        assertThat(path("{\"a\": {b").keysOf(like)).containsExactly("b");
        assertThat(path("{\"a\": {b").start()).isEqualTo(7);
        assertThat(path("{a: ").expectsKey()).isFalse();
        assertThat(path("[").expectsKey()).isFalse();
        assertThat(path("{a: 1 ").expectsKey()).isFalse();
        assertThat(path("{x: {").keysOf(like)).isEmpty();
    }

    private static IncompleteJsonPath path(String json) {
        return IncompleteJsonPath.of(json, 0);
    }

    @Test
    void suggestsTraceLevelsAndFiles() {
        assertThat(at("trace ")).containsExactly("on", "off", "to");
        assertThat(at("trace on ")).containsExactly("http", "eio", "sio");
        assertThat(at("trace on eio ")).containsExactly("http", "sio");
        assertThat(at("trace off ")).isEmpty();
        assertThat(at("trace to a")).containsExactly("a.json");
    }
}
