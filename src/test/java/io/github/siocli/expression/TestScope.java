package io.github.siocli.expression;

import io.github.siocli.command.option.ArgumentReader;
import io.github.siocli.command.option.InputReader;
import io.github.siocli.event.Arguments;
import io.github.siocli.event.Attachment;
import io.github.siocli.event.FailureException;
import io.github.siocli.json.Json;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

/** An event {@code say} of a client that is logged in, with arguments as they are typed. */
record TestScope(Arguments args, ValueSources sources) implements Scope {

    private static final Map<String, Value> NAMED = Map.of(
            "event", Value.text("say"),
            "auth", Value.of(Json.literal("{\"user\":{\"name\":\"ann\",\"first-name\":\"Ann\"},\"admin\":true}")),
            "header", Value.texts(Map.of("user-agent", "test/1")),
            "room_2", Value.NOTHING);

    private static final ArgumentReader READER =
            new ArgumentReader(InputReader.filesOnly(Path.of("target"), "tests cannot read it"));

    static TestScope say(String... args) {
        return say(new Random(1), args);
    }

    static TestScope say(Random random, String... args) {
        Clock clock = Clock.fixed(Instant.parse("2026-07-08T09:10:11.123456Z"), ZoneOffset.UTC);
        try {
            return new TestScope(
                    READER.read(List.of(args)), new ValueSources(random, clock, Map.of("HOME_DIR", "/home/ann")));
        } catch (FailureException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public Value named(String name) {
        return NAMED.get(name);
    }

    @Override
    public boolean ignoresCase(String name) {
        return name.equals("header");
    }

    static ExpressionParser parser(boolean readsStrings) {
        return new ExpressionParser(
                word -> READER.read(List.of(word)),
                Stream.concat(Stream.of(Scope.ARGS), NAMED.keySet().stream().sorted())
                        .toList(),
                readsStrings);
    }

    /** Returns the values of words, with a mark for bytes. */
    List<String> values(String words) throws SyntaxException {
        return values(words, true);
    }

    List<String> values(String words, boolean readsStrings) throws SyntaxException {
        Lexer lexer = new Lexer(words);
        List<Expression> read = new ArrayList<>();
        while (!lexer.isAtEnd()) {
            read.add(parser(readsStrings).next(lexer, "a value"));
        }
        return Expression.arguments(read, this).texts(Attachment::toJson);
    }

    boolean meets(String condition) throws SyntaxException {
        return parser(true).condition(condition).holds(this);
    }
}
