package io.github.siocli.render;

import static io.github.siocli.render.SampleEvents.options;
import static io.github.siocli.render.SampleEvents.rendered;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.siocli.event.DataEvent.EventReceived;
import io.github.siocli.event.Event;
import io.github.siocli.event.EventName;
import io.github.siocli.json.Json;
import io.github.siocli.json.JsonSyntaxException;
import io.github.siocli.testing.Golden;
import io.github.siocli.testing.Property;
import io.github.siocli.text.Utf8Builder;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HumanRendererTest {

    private static final HumanOptions FULL = new HumanOptions(
            () -> ZoneId.of("Europe/Zurich"),
            Optional.of(TimestampFormat.TIME),
            true,
            false,
            true,
            Optional.of("-v shows all"),
            true);
    private static final HumanOptions PRETTY = new HumanOptions(
            () -> ZoneOffset.UTC, Optional.empty(), false, true, true, Optional.of("-v shows all"), false);
    private static final String COLORS = "\u001b\\[[0-9;]*m";

    @Test
    void neitherColoursNorAlignsInPipe() {
        Golden.check("render/human-pipe.golden", rendered(human(TextStyle.PLAIN, options()), SampleEvents.all()));
    }

    @Test
    void showsTimeAndNamespaceIfRequested() {
        Golden.check("render/human-full.golden", rendered(human(TextStyle.PLAIN, FULL), SampleEvents.data()));
    }

    @Test
    void showsTimeSincePreviousLineOrDateAndTime() {
        List<Event> events = List.of(
                SampleEvents.received("a"), later(250), later(250), later(61_000), later(60_000), later(20_000_000));
        assertThat(rendered(human(TextStyle.PLAIN, with(TimestampFormat.DELTA)), events))
                .isEqualTo("""
                   +0.000 ← a
                   +0.250 ← b
                   +0.000 ← b
                  +60.750 ← b
                   +0.000 ← b
                +19940.000 ← b
                """);
        assertThat(rendered(human(TextStyle.PLAIN, with(TimestampFormat.ISO)), events.subList(0, 2)))
                .isEqualTo("2026-01-01T12:00:00.123Z ← a\n2026-01-01T12:00:00.373Z ← b\n");
    }

    private static Event later(long millis) {
        return new EventReceived(
                SampleEvents.NOON.plusMillis(millis),
                "/",
                EventName.of("b"),
                SampleEvents.args(),
                OptionalLong.empty());
    }

    private static HumanOptions with(TimestampFormat timestamps) {
        return new HumanOptions(
                () -> ZoneOffset.UTC, Optional.of(timestamps), false, false, true, Optional.of("-v shows all"), false);
    }

    @Test
    void usesOnlyAsciiWithoutUnicode() {
        String text = rendered(human(new TextStyle(null, false, true, () -> 100), FULL), SampleEvents.data());
        Golden.check("render/human-ascii.golden", text);
        assertThat(text.codePoints()).allMatch(c -> c < 0x7f);
    }

    @Test
    void alignsPayloadsOnTerminal() {
        Golden.check("render/human-terminal.golden", rendered(human(terminal(100, false), FULL), SampleEvents.data()));
    }

    @Test
    void keepsTextUnchangedByColours() {
        String text = rendered(human(terminal(100, true), FULL), SampleEvents.data());
        Golden.check("render/human-color.golden", Golden.visible(text));
        assertThat(text.replaceAll(COLORS, ""))
                .isEqualTo(rendered(human(terminal(100, false), FULL), SampleEvents.data()));
    }

    @Test
    void keepsLayoutOfPipeWithColours() {
        String text = rendered(human(new TextStyle(Palette.BASIC, true, false, () -> 80), FULL), SampleEvents.data());
        assertThat(text).contains("\u001b[1m");
        assertThat(text.replaceAll(COLORS, "")).isEqualTo(rendered(human(TextStyle.PLAIN, FULL), SampleEvents.data()));
    }

    @Test
    void prettyPrintsOverSeveralLines() {
        List<Event> events = List.of(
                SampleEvents.received(
                        "hello", "{\"a\":{\"b\":[1,2.0,{}],\"c\" : [ ] },\"s\":\"{,:\\\"}\"}", "\"x\"", "[[[]]]"),
                new EventReceived(
                        SampleEvents.NOON, "/", EventName.of("file"), SampleEvents.binary(), OptionalLong.of(3)));
        Golden.check("render/human-pretty.golden", rendered(human(TextStyle.PLAIN, PRETTY), events));
    }

    @Test
    void prettyPrintFillsTheWidthOfTheTerminal() {
        Event event = SampleEvents.received("a", "{\"list\":[" + "1234567,".repeat(8) + "1],\"more\":{\"a\":\"漢字\"}}");
        assertThat(rendered(human(terminal(90, false), PRETTY), event)).isEqualTo("""
                ← a               {
                    "list": [1234567, 1234567, 1234567, 1234567, 1234567, 1234567, 1234567, 1234567, 1],
                    "more": {"a": "漢字"}
                  }
                """);
        assertThat(rendered(human(terminal(140, false), PRETTY), event)).hasLineCount(1);
        for (int columns = 40; columns < 140; columns++) {
            int width = columns;
            assertThat(rendered(human(terminal(width, false), PRETTY), event).lines())
                    .allMatch(line -> DisplayWidth.of(line) <= width);
        }
    }

    @Test
    void showsEscapesOfPrintableCharactersAsCharacters() {
        Event event = SampleEvents.received("name", "{\"name\":\"Jos\\u00e9 \\u5317\\u4eac\\u202e\"}");
        assertThat(rendered(human(TextStyle.PLAIN, options()), event))
                .isEqualTo("← name {\"name\":\"José 北京\\u202e\"}\n");
        assertThat(rendered(human(new TextStyle(null, false, true, () -> 100), options()), event))
                .contains("Jos\\u00e9 \\u5317");
    }

    @Test
    void prettyPrintAddsOnlyWhiteSpace() {
        String pretty = rendered(human(TextStyle.PLAIN, PRETTY), SampleEvents.received("a", SampleEvents.KEPT));
        assertThat(pretty.replaceAll("[ \n]", "")).isEqualTo("←a" + SampleEvents.KEPT);
    }

    @ParameterizedTest
    @ValueSource(ints = {40, 80, 100})
    void foldsLongPayloadsToTheWidth(int columns) {
        List<Event> events = List.of(
                SampleEvents.received("prices", "{\"list\":\"" + "0123456789".repeat(20) + "\"}"),
                SampleEvents.received("wide", "\"" + "漢字😀e\u0301".repeat(40) + "\""),
                SampleEvents.received("escaped", "\"" + "\u202e\u009b".repeat(30) + "\""),
                new EventReceived(
                        SampleEvents.NOON,
                        "/",
                        EventName.of("endless"),
                        SampleEvents.args("\"" + "x".repeat(13_000) + "\""),
                        OptionalLong.of(7)),
                SampleEvents.received("name ".repeat(30), "1"));
        String text = rendered(human(terminal(columns, false), options()), events);
        Golden.check("render/human-folded-" + columns + ".golden", text);
        assertThat(text.lines()).allMatch(line -> DisplayWidth.of(line) <= columns);
        String color = rendered(human(terminal(columns, true), options()), events);
        assertThat(color.replaceAll(COLORS, "")).isEqualTo(text);
        assertThat(color.lines()).allMatch(HumanRendererTest::endsWithoutColor);
    }

    @Test
    void cutsFoldedPayloadAfterEightLinesUnlessWhole() {
        Event event = SampleEvents.received("a", "\"" + "x".repeat(4_000) + "\"");
        String cut = rendered(human(terminal(80, false), options()), event);
        assertThat(cut.lines()).hasSize(9);
        assertThat(cut).endsWith("… 3,490 more characters; -v shows all\n");
        HumanOptions whole =
                new HumanOptions(() -> ZoneOffset.UTC, Optional.empty(), false, false, true, Optional.empty(), false);
        String all = rendered(human(terminal(80, false), whole), event);
        assertThat(all.replaceAll("\n *", "").replaceAll(" +", " ")).isEqualTo("← a \"" + "x".repeat(4_000) + "\"");
        assertThat(rendered(human(TextStyle.PLAIN, options()), event)).isEqualTo("← a \"" + "x".repeat(4_000) + "\"\n");
    }

    @Test
    void cutsLongRunOfCombiningMarks() {
        Event event = SampleEvents.received("a", "\"e" + "\u0301".repeat(10_000) + "\"");
        assertThat(rendered(human(terminal(80, false), options()), event)).hasSizeLessThan(1_000);
    }

    @Test
    void doesNotFoldIfWidthIsUnknown() {
        assertThat(rendered(
                                human(terminal(0, false), options()),
                                SampleEvents.received("a", "\"" + "x".repeat(500) + "\""))
                        .lines())
                .hasSize(1);
    }

    @Test
    void showsEverythingOnTinyTerminal() {
        HumanOptions whole = new HumanOptions(
                () -> ZoneOffset.UTC, Optional.of(TimestampFormat.TIME), true, false, true, Optional.empty(), false);
        String text = rendered(
                human(terminal(3, false), whole), SampleEvents.received("hello", "\"" + "漢".repeat(50) + "\""));
        assertThat(text.codePoints().filter(c -> c == '漢')).hasSize(50);
    }

    @Test
    void showsSentEventsOnlyIfRequested() {
        HumanOptions incoming = new HumanOptions(
                () -> ZoneOffset.UTC, Optional.empty(), false, false, false, Optional.of("-v shows all"), false);
        assertThat(rendered(human(TextStyle.PLAIN, incoming), SampleEvents.data()))
                .doesNotContain("→")
                .contains("← ack 0 save");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void escapesTextFromTheNetwork(boolean color) {
        for (HumanOptions options : List.of(FULL, PRETTY)) {
            for (TextStyle style :
                    List.of(terminal(200, color), new TextStyle(color ? Palette.BASIC : null, true, false, () -> 80))) {
                String text = rendered(human(style, options), SampleEvents.attacks());
                assertThat(text.replaceAll(COLORS, "").replace("\n", "").codePoints())
                        .allMatch(TerminalText::isSafe);
            }
        }
    }

    @Test
    void showsEscapedAttacksReadably() {
        Golden.check("render/human-attacks.golden", rendered(human(TextStyle.PLAIN, FULL), SampleEvents.attacks()));
    }

    @Test
    void quotesNamesThatCouldBeMisread() {
        assertThat(List.of("", "7", "-1.5", "a b", "a\nb", "\"", "\\u001b", "\u202e", "\u00a0", "\ud800"))
                .allMatch(name -> EventNameText.format(EventName.of(name)).startsWith("\""));
        assertThat(List.of("order:create", "наз", "漢", "😀", "{}", "a.b-c_d", "007", "7a"))
                .allMatch(name -> EventNameText.format(EventName.of(name)).equals(name));
        assertThat(EventNameText.format(EventName.of(Json.literal("7")))).isEqualTo("7");
    }

    @Test
    void limitsIndentationOfDeepPayloads() {
        String deep = "[".repeat(100_000) + "1" + "]".repeat(100_000);
        assertThat(rendered(human(terminal(80, true), PRETTY), SampleEvents.received("a", deep)))
                .hasSizeLessThan(100 * deep.length());
    }

    @Test
    void foldingAddsOnlyLineBreaks() {
        Property.holds(2_000, random -> {
            Utf8Builder string = new Utf8Builder();
            String[] parts = {"a", "漢", "😀", "e\u0301", "\u202e", "\\\"", "é", " x", "👩‍👩‍👧"};
            for (int i = random.nextInt(120); i > 0; i--) {
                string.append(parts[random.nextInt(parts.length)]);
            }
            Event event = SampleEvents.received("name", "{\"k\":\"" + string + "\",\"n\":[1,true]}");
            int columns = 24 + random.nextInt(60);
            HumanOptions whole = new HumanOptions(
                    () -> ZoneOffset.UTC, Optional.empty(), false, false, true, Optional.empty(), false);
            String folded = rendered(human(terminal(columns, random.nextBoolean()), whole), event)
                    .replaceAll(COLORS, "");
            String flat = rendered(human(TextStyle.PLAIN, whole), event);
            assertThat(folded.lines()).allMatch(line -> DisplayWidth.of(line) <= columns);
            assertThat(folded.replaceAll("\\s", "")).isEqualTo(flat.replaceAll("\\s", ""));
            assertThat(parses(flat.substring("← name ".length()))).isTrue();
        });
    }

    private static boolean parses(String json) {
        try {
            Json.parse(json);
            return true;
        } catch (JsonSyntaxException e) {
            return false;
        }
    }

    private static boolean endsWithoutColor(String line) {
        int last = line.lastIndexOf("\u001b[");
        return last < 0 || line.startsWith("\u001b[m", last);
    }

    private static Renderer human(TextStyle style, HumanOptions options) {
        return new HumanRenderer(style, options);
    }

    private static TextStyle terminal(int columns, boolean color) {
        return new TextStyle(color ? Palette.BASIC : null, true, true, () -> columns);
    }
}
