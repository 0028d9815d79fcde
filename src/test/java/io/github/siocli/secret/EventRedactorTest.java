package io.github.siocli.secret;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.siocli.event.Arguments;
import io.github.siocli.event.Attachment;
import io.github.siocli.event.ClientEvent;
import io.github.siocli.event.DataEvent.AckReceived;
import io.github.siocli.event.DataEvent.AckSent;
import io.github.siocli.event.DataEvent.EventReceived;
import io.github.siocli.event.DataEvent.EventSent;
import io.github.siocli.event.DisconnectReason;
import io.github.siocli.event.Event;
import io.github.siocli.event.EventName;
import io.github.siocli.event.LifecycleEvent.ClientRefused;
import io.github.siocli.event.LifecycleEvent.NamespaceDisconnected;
import io.github.siocli.event.LifecycleEvent.NamespaceRefused;
import io.github.siocli.event.LifecycleEvent.PacketRejected;
import io.github.siocli.event.LifecycleEvent.UnjoinedPacket;
import io.github.siocli.event.ServerReason;
import io.github.siocli.event.TraceEvent;
import io.github.siocli.event.TraceEvent.Direction;
import io.github.siocli.event.TraceEvent.TraceItem;
import io.github.siocli.json.Json;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class EventRedactorTest {

    private static final Instant TIME = Instant.EPOCH;
    private static final EventName NAME = EventName.of("login");
    private static final Json SECRET = Json.literal("{\"user\":\"ada\",\"password\":\"hunter2\"}");
    private static final Json PLAIN = Json.literal("{\"user\":\"ada\",\"password\":null}");

    private final EventRedactor redactor = new EventRedactor(Redaction.DEFAULT);

    private static List<Event> events(Json payload) {
        Arguments args = Arguments.of(Json.literal("1"), payload);
        Optional<Json> data = Optional.of(payload);
        return List.of(
                new EventReceived(TIME, "/", NAME, args, OptionalLong.of(1)),
                new ClientEvent("b", new EventReceived(TIME, "/", NAME, args, OptionalLong.empty())),
                new EventSent(TIME, "/", NAME, args, OptionalLong.empty()),
                new AckReceived(TIME, "/", 3, args, Optional.empty()),
                new AckSent(TIME, "/", 3, args),
                new NamespaceRefused(TIME, "/", "no", data),
                new ClientRefused(TIME, "/", "no", data, "127.0.0.1"),
                new NamespaceDisconnected(TIME, "/", DisconnectReason.REFUSED, new ServerReason("no", data), "", "", 0),
                new UnjoinedPacket(
                        TIME,
                        new UnjoinedPacket.PacketContent("/", "EVENT", Optional.of(NAME), OptionalLong.empty(), args),
                        false,
                        1),
                new PacketRejected(TIME, "2[\"login\"," + payload.text() + "}", "broken"),
                trace(new TraceEvent.EngineTextPacket("42/chat,7[\"login\"," + payload.text() + "]")),
                trace(new TraceEvent.EngineTextPacket("44{\"message\":\"no\",\"data\":" + payload.text() + "}")),
                trace(new TraceEvent.HttpBody(9, OptionalLong.empty(), payload.text())));
    }

    private static Event trace(TraceItem item) {
        return new TraceEvent(TIME, Direction.IN, 1, item);
    }

    static Stream<Event> secretEvents() {
        return events(SECRET).stream();
    }

    static Stream<Event> plainEvents() {
        return events(PLAIN).stream();
    }

    @ParameterizedTest
    @MethodSource("secretEvents")
    void masksPayloadOfEveryKindOfEvent(Event event) {
        assertThat(event.toString()).contains("hunter2");
        assertThat(redactor.redact(event))
                .hasSameClassAs(event)
                .hasToString(event.toString().replace("hunter2", "***"));
    }

    @ParameterizedTest
    @MethodSource("plainEvents")
    void keepsEventWithoutSecrets(Event event) {
        assertThat(redactor.redact(event)).isEqualTo(event);
    }

    @Test
    void keepsAttachmentsBesideMaskedValue() {
        Arguments args = new Arguments(
                List.of(Json.literal("{\"token\":{\"_placeholder\":true,\"num\":0}}"), Arguments.placeholder(1)),
                List.of(new Attachment(new byte[] {1}), new Attachment(new byte[] {2})));
        assertThat(redactor.redact(args).toTexts()).containsExactly("{\"token\":\"***\"}", "{\"$binary\":\"Ag==\"}");
    }

    @Test
    void leavesConnectPacketsToTheTrace() {
        Event connect = trace(new TraceEvent.EngineTextPacket("40{\"token\":\"abc\"}"));
        assertThat(redactor.redact(connect)).isEqualTo(connect);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"token\":\"a\\\"b\",\"x\":}      | {\"token\":\"***\",\"x\":}",
                "{\"x\":tru,\"token\" : \"ab        | {\"x\":tru,\"token\" : \"***\"",
                "{\"x\":,\"pin\":12,\"jwt\":12}     | {\"x\":,\"pin\":12,\"jwt\":\"***\"}",
                "{\"auth\":{\"a\": \"b c\", \"d\":} | {\"auth\":\"***\"",
                "<p>{\"token\": \"a b\"}</p>        | <p>{\"token\": \"***\"}</p>",
                "x[\"{\\\"token\\\":\\\"a b\\\"}\"  | x[\"{\\\"token\\\":\"***\"}\"",
                "no json, token: a                  | no json, token: a",
            })
    void masksWhatLooksLikeMemberInBrokenJson(String text, String expected) {
        Event body = trace(new TraceEvent.HttpBody(1, OptionalLong.empty(), text));
        assertThat(redactor.redact(body)).isEqualTo(trace(new TraceEvent.HttpBody(1, OptionalLong.empty(), expected)));
    }

    @Test
    void masksFieldsAndParametersOfHeadByAddedNamesOnly() {
        Event head = trace(new TraceEvent.HttpHead(
                OptionalInt.empty(), "GET /?tenant=7&b=1 HTTP/1.1\nX-Tenant: 7\nCookie: token=1"));
        assertThat(redactor.redact(head)).isEqualTo(head);
        assertThat(new EventRedactor(Redaction.DEFAULT.with(List.of("tenant"))).redact(head))
                .isEqualTo(trace(new TraceEvent.HttpHead(
                        OptionalInt.empty(), "GET /?tenant=***&b=1 HTTP/1.1\nX-Tenant: ***\nCookie: token=1")));
    }

    @Test
    void masksOnlyAddedNamesWithoutDefaults() {
        EventRedactor added = new EventRedactor(Redaction.NONE.with(List.of("user")));
        assertThat(added.redact(Arguments.of(SECRET)).toTexts())
                .containsExactly("{\"user\":\"***\",\"password\":\"hunter2\"}");
    }
}
