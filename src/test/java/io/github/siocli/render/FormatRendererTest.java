package io.github.siocli.render;

import static io.github.siocli.render.SampleEvents.rendered;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.siocli.testing.Golden;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormatRendererTest {

    @Test
    void fillsEveryNameOfTemplate() throws FormatSyntaxException {
        FormatTemplate format = FormatTemplate.parse(
                "%{count}|%{time}|%{dir}|%{type}|%{nsp}|%{event}|%{id}|%{elapsed}|%{args}|%{1}|%{2}\\n");
        Golden.check("render/format.golden", rendered(new FormatRenderer(format, false), SampleEvents.all()));
    }

    @Test
    void addsNothingToTemplate() throws FormatSyntaxException {
        FormatTemplate format = FormatTemplate.parse("100%% {%{1}}\\t\\\\\\r\\0\\e[0m");
        assertThat(rendered(new FormatRenderer(format, true), SampleEvents.received("a", "1.0")))
                .isEqualTo("100% {1.0}\t\\\r\0\u001b[0m");
    }

    @Test
    void leavesMissingArgumentsEmpty() throws FormatSyntaxException {
        FormatTemplate format = FormatTemplate.parse("<%{1}><%{3}><%{id}><%{elapsed}>");
        assertThat(rendered(new FormatRenderer(format, false), SampleEvents.received("a", "\"x\"", "2")))
                .isEqualTo("<\"x\"><><><>");
    }

    @Test
    void keepsControlCharactersOnlyOfTemplateOnTerminal() throws FormatSyntaxException {
        FormatTemplate format = FormatTemplate.parse("\\e[1m%{nsp} %{event} %{args} %{1} %{2}");
        String text = rendered(new FormatRenderer(format, true), SampleEvents.attacks())
                .replace("\u001b[1m", "");
        assertThat(text.codePoints()).allMatch(TerminalText::isSafe);
        assertThat(rendered(new FormatRenderer(format, false), SampleEvents.attacks()))
                .contains(SampleEvents.ATTACK);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a%          | 1 | write a percent sign as %%, a name as %{name}",
                "100%d       | 3 | write a percent sign as %%, a name as %{name}",
                "ab%{nsp     | 2 | this %{ has no closing }",
                "%%%{nope}   | 2 | there is no %{nope}; the names are time, dir, type, nsp, sid, client, event, args, id, elapsed, count, 1, 2, ...",
                "%{TIME}     | 0 | there is no %{TIME}; the names are time, dir, type, nsp, sid, client, event, args, id, elapsed, count, 1, 2, ...",
                "%{text}     | 0 | there is no %{text}; the names are time, dir, type, nsp, sid, client, event, args, id, elapsed, count, 1, 2, ...",
                "%{0}        | 0 | there is no %{0}; the names are time, dir, type, nsp, sid, client, event, args, id, elapsed, count, 1, 2, ...",
                "%{}         | 0 | there is no %{}; the names are time, dir, type, nsp, sid, client, event, args, id, elapsed, count, 1, 2, ...",
                "a\\q        | 1 | the escapes are \\n \\t \\r \\0 \\e, and \\\\ for a backslash",
                "a\\         | 1 | the escapes are \\n \\t \\r \\0 \\e, and \\\\ for a backslash"
            })
    void rejectsInvalidTemplateWithPosition(String template, int offset, String message) {
        FormatSyntaxException error =
                catchThrowableOfType(FormatSyntaxException.class, () -> FormatTemplate.parse(template));
        assertThat(error).hasMessage(message);
        assertThat(error.offset()).isEqualTo(offset);
    }
}
