package io.github.siocli.mock;

import io.github.siocli.command.option.ArgumentReader;
import io.github.siocli.command.option.InputReader;
import io.github.siocli.event.Arguments;
import io.github.siocli.event.Attachment;
import io.github.siocli.event.EventName;
import io.github.siocli.event.FailureException;
import io.github.siocli.event.Transport;
import io.github.siocli.json.Json;
import io.github.siocli.server.ConnectRequest;
import io.github.siocli.server.engine.Generation;
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

/** What values and conditions are asked of, without a server. */
final class Occasions {

    private static final Instant NOW = Instant.parse("2026-07-08T09:10:11.123456Z");

    private Occasions() {}

    /** An event {@code say} in the namespace {@code /chat}, with these arguments as they are typed. */
    static Occasion say(String... args) {
        return say(new Random(1), args);
    }

    /** The same with chances of its own. */
    static Occasion say(Random random, String... args) {
        Stage stage = new Stage(random, Clock.fixed(NOW, ZoneOffset.UTC), line -> {});
        HandshakeRequest handshake = new HandshakeRequest(
                Generation.EIO4,
                Transport.WEBSOCKET,
                "/socket.io/",
                Map.of(),
                Map.of("user-agent", "test/1"),
                InetSocketAddress.createUnresolved("localhost", 1),
                false,
                NOW);
        ConnectRequest request = new ConnectRequest(
                "/chat",
                Optional.of(Json.literal("{\"user\":{\"name\":\"ann\",\"first-name\":\"Ann\"},\"admin\":true}")),
                Map.of("v", "2", "a", "b"),
                handshake);
        Cause cause = new Cause(
                EventName.of("say"),
                request,
                Optional.empty(),
                arguments(args),
                Optional.empty(),
                Optional.empty(),
                Visit.begin(),
                new Mishaps());
        return Occasion.of(stage, "-e:1", cause);
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

    static Cursor cursor(String text) {
        return new Cursor("-e", text, 0, text);
    }

    /** What words of a rule become, with bytes shown as a mark. */
    static List<String> sent(String words, Occasion occasion) throws FailureException {
        Cursor cursor = cursor(words);
        ActionReader actions = new ActionReader(cursor, new ValueReader(reader()));
        return Payload.of(actions.values(Set.of()), occasion).texts(Attachment::mark);
    }

    static boolean holds(String condition, Occasion occasion) throws FailureException {
        Cursor cursor = cursor(condition);
        Condition read = new ConditionReader(cursor, new ValueReader(reader())).read();
        if (!cursor.isAtEnd()) {
            throw new AssertionError("more than a condition: " + condition);
        }
        return read.holds(occasion);
    }
}
