package io.github.siocli.mock;

import io.github.siocli.command.option.ArgumentReader;
import io.github.siocli.command.option.InputReader;
import io.github.siocli.event.Arguments;
import io.github.siocli.event.Attachment;
import io.github.siocli.event.EventName;
import io.github.siocli.event.FailureException;
import io.github.siocli.event.Transport;
import io.github.siocli.expression.Expression;
import io.github.siocli.expression.ExpressionParser;
import io.github.siocli.expression.Lexer;
import io.github.siocli.expression.SyntaxException;
import io.github.siocli.expression.ValueSources;
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
        return say(request(Generation.EIO4, Optional.of(Json.literal("{\"user\":\"ann\"}"))), args);
    }

    /** An event of a client that sent no auth payload. */
    static RuleContext say(Generation generation) {
        return say(request(generation, Optional.empty()));
    }

    private static ConnectRequest request(Generation generation, Optional<Json> auth) {
        HandshakeRequest handshake = new HandshakeRequest(
                generation,
                Transport.WEBSOCKET,
                Map.of(),
                Map.of("user-agent", "test/1"),
                InetSocketAddress.createUnresolved("localhost", 1),
                NOW);
        return new ConnectRequest("/chat", auth, Map.of("v", "2", "a", "b"), handshake);
    }

    private static RuleContext say(ConnectRequest request, String... args) {
        ValueSources sources =
                new ValueSources(new Random(1), Clock.fixed(NOW, ZoneOffset.UTC), Map.of("HOME", "/home/ann"));
        RuleRuntime runtime = new RuleRuntime(sources, line -> {});
        RuleEvent event = new RuleEvent(
                new RuleEvent.Message(EventName.of("say"), false, arguments(args), Optional.empty()),
                request,
                Optional.empty(),
                Optional.empty(),
                ClientState.create(),
                new PendingFaults());
        return RuleContext.of(runtime, "-e:1", event);
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

    /** Returns the value of words of a rule, with a mark for bytes. */
    static List<String> sent(String words, RuleContext context) throws SyntaxException {
        ArgumentReader reader = reader();
        ExpressionParser values = new ExpressionParser(word -> reader.read(List.of(word)), RuleContext.NAMES, true);
        ActionParser actions = new ActionParser(new Lexer(words), values);
        return Expression.arguments(actions.values(Set.of()), context).texts(Attachment::toJson);
    }
}
