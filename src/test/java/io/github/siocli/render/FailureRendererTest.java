package io.github.siocli.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.siocli.event.Failure;
import io.github.siocli.event.FailureKind;
import io.github.siocli.testing.Golden;
import io.github.siocli.text.Utf8Builder;
import java.util.List;
import org.junit.jupiter.api.Test;

class FailureRendererTest {

    private static final TextStyle COLOR = new TextStyle(Palette.BASIC, true, true, () -> 80);
    private static final String PAGE =
            "HTTP/1.1 404 Not Found\r\nServer: nginx\r\n\r\n<html>\n\t<h1>Not found</h1>\n" + "<p>\n".repeat(30);
    private static final List<Failure> FAILURES = List.of(
            Failure.of(FailureKind.REFUSED, "127.0.0.1:3999"),
            Failure.of(FailureKind.DISCONNECTED, "the server closed the session", "")
                    .withEvidence("close code 1001"),
            Failure.of(FailureKind.NO_SOCKET_IO_HERE, "http://localhost:80/socket.io/", "404 from nginx", "/socket.io/")
                    .withEvidence(PAGE),
            Failure.of(FailureKind.FILE_UNREADABLE, "auth.json", "no such file"),
            Failure.of(FailureKind.INTERNAL, "a queue is full"),
            Failure.of(FailureKind.USAGE, "unknown option: --jsn", "--json"),
            Failure.of(FailureKind.USAGE, "the argument is not JSON: expected a value\n  {\"a\":}\n       ^", ""));

    @Test
    void showsLayerAndHint() {
        Golden.check("render/failure.golden", rendered(TextStyle.PLAIN, 0));
    }

    @Test
    void showsEvidenceIfVerbose() {
        Golden.check("render/failure-verbose.golden", rendered(TextStyle.PLAIN, 1));
    }

    @Test
    void keepsTextUnchangedByColours() {
        String text = rendered(COLOR, 1);
        Golden.check("render/failure-color.golden", Golden.visible(text));
        assertThat(text.replaceAll("\u001b\\[[0-9;]*m", "")).isEqualTo(rendered(TextStyle.PLAIN, 1));
    }

    @Test
    void escapesTextFromTheNetwork() {
        for (FailureKind kind : FailureKind.values()) {
            Utf8Builder out = new Utf8Builder();
            new FailureRenderer(TextStyle.PLAIN, 1).render(SampleEvents.attackingFailure(kind), out);
            assertThat(out.toString().replace("\n", "").codePoints()).allMatch(TerminalText::isSafe);
        }
    }

    @Test
    void keepsLineBreaksOnlyOfUsageErrors() {
        Utf8Builder out = new Utf8Builder();
        new FailureRenderer(TextStyle.PLAIN, 0)
                .render(Failure.of(FailureKind.REFUSED_BY_SERVER, "/", "no\nsio: all is well"), out);
        assertThat(out.toString().lines()).hasSize(2);
    }

    private static String rendered(TextStyle style, int verbosity) {
        Utf8Builder out = new Utf8Builder();
        FailureRenderer renderer = new FailureRenderer(style, verbosity);
        FAILURES.forEach(failure -> renderer.render(failure, out));
        return out.toString();
    }
}
