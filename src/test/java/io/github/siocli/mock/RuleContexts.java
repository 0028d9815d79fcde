package io.github.siocli.mock;

import io.github.siocli.command.option.ArgumentReader;
import io.github.siocli.command.option.InputReader;
import io.github.siocli.event.Arguments;
import io.github.siocli.event.Attachment;
import io.github.siocli.event.EventName;
import io.github.siocli.event.FailureException;
import io.github.siocli.event.Transport;
import io.github.siocli.json.Json;
import io.github.siocli.protocol.engineio.Generation;
import io.github.siocli.server.ConnectRequest;
import io.github.siocli.server.engine.HandshakeRequest;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/** Contexts for the evaluation of values and conditions, without a server. */
final class RuleContexts {

    private static final Instant NOW = Instant.parse("2026-07-08T09:10:11.123456Z");

    private RuleContexts() {}

    /** An event {@code say} in the namespace {@code /chat}, with these arguments as they are typed. */
    static RuleContext say(String... args) {
        return say(new Random(1), args);
    }

    /** Returns a context with its own random generator. */
    static RuleContext say(Random random, String... args) {
        RuleRuntime stage = new RuleRuntime(random, Clock.fixed(NOW, ZoneOffset.UTC), line -> {});
        HandshakeRequest handshake = new HandshakeRequest(
                Generation.EIO4,
                Transport.WEBSOCKET,
                Map.of(),
                Map.of("user-agent", "test/1"),
                InetSocketAddress.createUnresolved("localhost", 1),
                NOW);
        ConnectRequest request = new ConnectRequest(
                "/chat",
                Optional.of(Json.literal("{\"user\":{\"name\":\"ann\",\"first-name\":\"Ann\"},\"admin\":true}")),
                Map.of("v", "2", "a", "b"),
                handshake);
        RuleEvent cause = new RuleEvent(
                new RuleEvent.Message(EventName.of("say"), arguments(args), Optional.empty()),
                request,
                Optional.empty(),
                Optional.empty(),
                ClientState.create(),
                new PendingFaults());
        return RuleContext.of(stage, "-e:1", cause);
    }

    private static Arguments arguments(String... args) {
        try {
            return reader().read(List.of(args));
        } catch (FailureException e) {
            throw new AssertionError(e);
        }
    }

    static ArgumentReader reader() {
        return new ArgumentReader(new InputReader(Path.of("target"), InputStream.nullInputStream()));
    }

    static RuleLexer cursor(String text) {
        return new RuleLexer("-e", text, 0, text);
    }

    /** Returns the value of words of a rule, with a mark for bytes. */
    static List<String> sent(String words, RuleContext occasion) throws FailureException {
        RuleLexer cursor = cursor(words);
        ActionParser actions = new ActionParser(cursor, new ValueParser(reader()));
        return ArgumentsBuilder.of(actions.values(Set.of()), occasion).texts(Attachment::toJson);
    }

    static boolean holds(String condition, RuleContext occasion) throws FailureException {
        RuleLexer cursor = cursor(condition);
        Condition read = new ConditionParser(cursor, new ValueParser(reader())).parse();
        if (!cursor.isAtEnd()) {
            throw new AssertionError("more than a condition: " + condition);
        }
        return read.holds(occasion);
    }
}
