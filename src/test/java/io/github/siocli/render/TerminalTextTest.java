package io.github.siocli.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.siocli.event.EventName;
import io.github.siocli.json.Json;
import io.github.siocli.json.JsonSyntaxException;
import io.github.siocli.testing.Property;
import io.github.siocli.text.Utf8Builder;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TerminalTextTest {

    // Unicode categories: controls, format characters, separators of lines and paragraphs, surrogates.
    private static final Pattern SUSPICIOUS = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}\\p{Cs}]");
    // Joiners, and marks that are visible although they are format characters in Unicode.
    private static final Pattern KEPT = Pattern.compile(
            "[\u200c\u200d\u0600-\u0605\u06dd\u070f\u0890\u0891\u08e2" + "\\x{110bd}\\x{110cd}\\x{13430}-\\x{1343f}]");

    @ParameterizedTest
    @ValueSource(
            ints = {
                0, 7, 8, 9, 0xa, 0xd, 0x1b, 0x7f, 0x80, 0x85, 0x9b, 0x9f, 0xad, 0x61c, 0x200b, 0x200e, 0x200f, 0x2028,
                0x2029, 0x202a, 0x202e, 0x2060, 0x2066, 0x2069, 0x206f, 0xd800, 0xdfff, 0xfeff, 0xfff9
            })
    void escapesUnsafeCharacters(int c) {
        assertThat(TerminalText.escape("a" + (char) c + "b")).isEqualTo(String.format("a\\u%04xb", c));
    }

    @Test
    void escapesTagsAsSurrogatePairs() {
        assertThat(TerminalText.escape("\ud83c\udff4" + Character.toString(0xe0067)))
                .isEqualTo("\ud83c\udff4\\udb40\\udc67");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "plain ~ text",
                "é ü ñ",
                "漢字かな한글",
                "😀👩‍👩‍👧👍🏽❤️",
                "क्‍ष می‌خواهم",
                "e\u0301",
                "\u00a0\u3000"
            })
    void keepsTextOfAllScripts(String text) {
        assertThat(TerminalText.escape(text)).isSameAs(text);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    "Jos\\u00e9"                        | "José"
                    "\\u5317\\u4EAC"                   | "北京"
                    "\\ud83d\\ude00 \\u0041<\\/b>"     | "😀 A</b>"
                    "\\u0022 \\u005c \\" \\\\ \\n \\u000a" | "\\u0022 \\u005c \\" \\\\ \\n \\u000a"
                    "\\\\u00e9 \\\\\\u00e9"              | "\\\\u00e9 \\\\é"
                    "\\u001B \\u202e \\u009b \\ufeff"    | "\\u001B \\u202e \\u009b \\ufeff"
                    "\\ud83d \\ude00 \\ud83d\\u00e9"     | "\\ud83d \\ude00 \\ud83dé"
                    "\\u00a0 \\u3000 \\ue000 \\uffff"    | "\\u00a0 \\u3000 \\ue000 \\uffff"
                    {"\\u00e9":["\\u00e9",1]}          | {"é":["é",1]}
                    """)
    void showsPrintableCharactersForTheirEscapes(String json, String readable) throws JsonSyntaxException {
        assertThat(TerminalText.readable(json)).isEqualTo(readable);
        Json.parse(readable);
    }

    @Test
    void keepsValueOfReadableJson() {
        Property.holds(5_000, random -> {
            StringBuilder json = new StringBuilder("\"");
            for (int i = random.nextInt(12); i > 0; i--) {
                json.append(random.nextBoolean() ? "\\u%04x".formatted(random.nextInt(0x10000)) : "\\\\");
            }
            String text = json.append('"').toString();
            assertThat(decoded(TerminalText.readable(text))).isEqualTo(decoded(text));
            assertThat(TerminalText.escape(TerminalText.readable(text))).isEqualTo(TerminalText.readable(text));
        });
    }

    private static String decoded(String json) {
        try {
            return EventName.of(Json.parse(json)).text();
        } catch (JsonSyntaxException e) {
            throw new AssertionError(json, e);
        }
    }

    @Test
    void agreesWithUnicodeCategoriesOnUnsafeCharacters() {
        for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
            if (Character.isDefined(c)) {
                String character = Character.toString(c);
                boolean suspicious = SUSPICIOUS.matcher(character).find()
                        && !KEPT.matcher(character).find();
                boolean joiner = c == 0x34f;
                assertThat(TerminalText.isSafe(c)).as("%04x", c).isEqualTo(!suspicious && !joiner);
            }
        }
    }

    @Test
    void escapesCompletelyAndIdempotently() {
        Property.holds(5_000, random -> {
            Utf8Builder text = new Utf8Builder();
            for (int i = random.nextInt(20); i > 0; i--) {
                text.append((char) (random.nextBoolean() ? random.nextInt(0x100) : random.nextInt(0x10000)));
            }
            String escaped = TerminalText.escape(text.toString());
            assertThat(escaped.codePoints()).allMatch(TerminalText::isSafe);
            assertThat(TerminalText.escape(escaped)).isSameAs(escaped);
        });
    }
}
