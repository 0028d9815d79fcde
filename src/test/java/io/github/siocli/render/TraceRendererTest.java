package io.github.siocli.render;

import static io.github.siocli.render.SampleEvents.NOON;
import static io.github.siocli.render.SampleEvents.rendered;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.siocli.event.Attachment;
import io.github.siocli.event.Event;
import io.github.siocli.event.TraceEvent;
import io.github.siocli.event.TraceEvent.Direction;
import io.github.siocli.event.TraceEvent.TraceItem;
import io.github.siocli.testing.Golden;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class TraceRendererTest {

    private static final List<Event> ALL = List.of(
            out(
                    1,
                    new TraceEvent.HttpHead(
                            OptionalInt.empty(), "GET /socket.io/?EIO=4 HTTP/1.1\nHost: h\nUser-Agent: sio")),
            in(1, new TraceEvent.HttpHead(OptionalInt.of(200), "HTTP/1.1 200 OK\nContent-Length: 118")),
            in(1, new TraceEvent.EngineTextPacket("0{\"sid\":\"lv_VI9***\",\"upgrades\":[\"websocket\"]}")),
            out(2, new TraceEvent.HttpBody(2, OptionalLong.empty(), "")),
            in(2, new TraceEvent.HttpBody(1_300, OptionalLong.of(9_000), "")),
            in(2, new TraceEvent.HttpHead(OptionalInt.of(400), "HTTP/1.1 400 Bad Request\nA: b")),
            in(
                    2,
                    new TraceEvent.HttpBody(
                            41, OptionalLong.empty(), "{\"code\":1,\"message\":\"Session ID unknown\"}\n")),
            in(2, new TraceEvent.HttpBody(41, OptionalLong.empty(), "<html>\r\n<h1>502</h1>\r\n</html>\r\n")),
            in(2, new TraceEvent.AbnormalEnd(false, "Connection reset")),
            in(3, new TraceEvent.AbnormalEnd(true, "end of stream")),
            out(3, new TraceEvent.EngineTextPacket("2probe")),
            in(3, new TraceEvent.EngineTextPacket("3probe")),
            out(3, new TraceEvent.EngineTextPacket("5")),
            in(12, new TraceEvent.EngineTextPacket("6")),
            in(12, new TraceEvent.EngineTextPacket("bAQID")),
            in(12, new TraceEvent.EngineTextPacket("")),
            in(12, new TraceEvent.EngineTextPacket("<html>")),
            in(123, new TraceEvent.EngineTextPacket("42[\"a\",1]")),
            in(
                    123,
                    new TraceEvent.SocketIoPacket(
                            "EVENT", "/", Optional.of("\"a\""), OptionalLong.empty(), OptionalInt.of(1), 0, 9)),
            out(
                    3,
                    new TraceEvent.SocketIoPacket(
                            "BINARY_EVENT",
                            "/chat",
                            Optional.of("\"b\""),
                            OptionalLong.of(7),
                            OptionalInt.of(2),
                            1,
                            2_000)),
            out(3, new TraceEvent.EngineBinaryPacket(3, new Attachment(new byte[] {1, 2, (byte) 0xff}))),
            out(3, new TraceEvent.EngineBinaryPacket(3_000, new Attachment(new byte[16]))),
            out(3, new TraceEvent.BinaryMessage(3)),
            in(
                    3,
                    new TraceEvent.SocketIoPacket(
                            "CONNECT", "/", Optional.empty(), OptionalLong.empty(), OptionalInt.empty(), 0, 1)),
            in(3, new TraceEvent.InvalidPacket("EVENT with broken JSON at character 4")),
            in(3, new TraceEvent.WebSocketPing(false, 0)),
            out(3, new TraceEvent.WebSocketPing(true, 1)),
            out(3, new TraceEvent.EngineTextPacket("1")),
            in(3, new TraceEvent.WebSocketClose(1000, "")),
            in(3, new TraceEvent.WebSocketClose(1005, "")),
            out(3, new TraceEvent.WebSocketClose(1009, "too \"large\"")));

    private static TraceEvent in(int exchange, TraceItem sight) {
        return new TraceEvent(NOON, Direction.IN, exchange, sight);
    }

    private static TraceEvent out(int exchange, TraceItem sight) {
        return new TraceEvent(NOON.plusMillis(1), Direction.OUT, exchange, sight);
    }

    private static TraceRenderer renderer(TextStyle style) {
        return TraceRenderer.forPeople(style, () -> ZoneOffset.UTC);
    }

    @Test
    void repeatsTimeOnEachLineInPipe() {
        Golden.check("render/trace.golden", rendered(renderer(TextStyle.PLAIN), ALL));
    }

    @Test
    void writesDateInFile() {
        Golden.check("render/trace-file.golden", rendered(TraceRenderer.forFile(), ALL.subList(0, 3)));
    }

    @Test
    void coloursProblemsOnTerminal() {
        String text = rendered(renderer(new TextStyle(Palette.BASIC, true, true, () -> 80)), ALL);
        Golden.check("render/trace-color.golden", Golden.visible(text));
    }

    @Test
    void usesOnlyAsciiWithoutUnicode() {
        assertThat(rendered(renderer(new TextStyle(null, false, true, () -> 80)), ALL)
                        .codePoints())
                .allMatch(c -> c < 0x7f);
    }

    @Test
    void cutsLongTextOnTerminalOnly() {
        List<Event> large = List.of(in(4, new TraceEvent.EngineTextPacket("42[\"" + "x".repeat(5_000) + "\"]")));
        assertThat(rendered(renderer(TextStyle.PLAIN), large)).contains("x".repeat(5_000));
        Golden.check("render/trace-cut.golden", rendered(renderer(new TextStyle(null, true, true, () -> 60)), large));
    }

    @Test
    void escapesTextFromTheNetworkAndKeepsItOnOneLine() {
        String attack = SampleEvents.ATTACK + "\r\n\u2028";
        List<Event> attacks = List.of(
                in(1, new TraceEvent.EngineTextPacket("4" + attack)),
                in(1, new TraceEvent.WebSocketClose(1000, attack)),
                in(1, new TraceEvent.AbnormalEnd(true, attack)),
                in(1, new TraceEvent.InvalidPacket(attack)),
                in(
                        1,
                        new TraceEvent.SocketIoPacket(
                                "EVENT", attack, Optional.of(attack), OptionalLong.empty(), OptionalInt.of(0), 0, 1)));
        for (Renderer renderer : List.of(renderer(TextStyle.PLAIN), TraceRenderer.forFile())) {
            String text = rendered(renderer, attacks);
            assertThat(text.lines()).hasSize(attacks.size());
            assertThat(text.replace("\n", "").codePoints()).allMatch(TerminalText::isSafe);
        }
    }

    @Test
    void isIgnoredByOtherRenderers() {
        assertThat(rendered(new JsonRenderer(true), ALL)).isEmpty();
        assertThat(rendered(new StatusRenderer(TextStyle.PLAIN, 1), ALL)).isEmpty();
    }
}
