package io.github.siocli.render;

import io.github.siocli.doctor.result.Advice;
import io.github.siocli.doctor.result.Advice.Snippet;
import io.github.siocli.doctor.result.CheckLayer;
import io.github.siocli.doctor.result.CheckResult;
import io.github.siocli.doctor.result.Finding;
import io.github.siocli.doctor.result.Place;
import io.github.siocli.doctor.result.Summary;
import io.github.siocli.event.Failure;
import io.github.siocli.event.FailureKind;
import io.github.siocli.testing.Golden;
import io.github.siocli.text.Utf8Builder;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Compares the results of {@code sio doctor} with golden files. */
class CheckRendererTest {

    private static final List<Snippet> UPGRADE = List.of(
            Snippet.of("nginx", "proxy_http_version 1.1;\nproxy_set_header Upgrade $http_upgrade;"),
            Snippet.of("Caddy", "reverse_proxy 127.0.0.1:3000"));

    private static final List<CheckResult> RESULTS = List.of(
            result("dns", CheckLayer.NETWORK, "DNS", Finding.ok("shop.example is 192.0.2.7, 2001:db8::7"), 3_400),
            result(
                    "tcp",
                    CheckLayer.NETWORK,
                    "TCP",
                    Finding.warning(
                            "192.0.2.7:443 in 12 ms; [2001:db8::7]:443: no TCP connection to [2001:db8::7]:443 within 10 s",
                            Advice.of(Place.NETWORK, "remove the addresses that do not answer from DNS")),
                    10_001_000),
            result("tls", CheckLayer.TLS, "TLS", Finding.skipped("not used with http://shop.example"), 0),
            result(
                    "websocket",
                    CheckLayer.ENGINE_IO,
                    "websocket",
                    Finding.failed(
                            Failure.of(FailureKind.UPGRADE_HEADER_LOST, "400 Bad Request: Bad request")
                                    .withEvidence("HTTP 400 Bad Request\n\n{\"code\":3}\t" + SampleEvents.ATTACK
                                            + "\n3\n4\n5\n6\n7\n8\n9 is hidden without -v"),
                            Advice.of(Place.PROXY, "pass Upgrade and Connection", UPGRADE)),
                    41_000));

    private static CheckResult result(String id, CheckLayer layer, String title, Finding finding, long micros) {
        return new CheckResult(id, layer, title, finding, Duration.ofNanos(micros * 1000));
    }

    private static Summary summary() {
        return Summary.of(
                RESULTS,
                false,
                "only socket.io-client 1 and 2 can connect",
                List.of(Snippet.of("JavaScript", "io(\"http://shop.example\")")),
                Duration.ofMillis(10_300));
    }

    private static String rendered(CheckRenderer renderer) {
        Utf8Builder out = new Utf8Builder();
        RESULTS.forEach(result -> renderer.render(result, out));
        renderer.render(summary(), out);
        return out.toString();
    }

    @ParameterizedTest
    @ValueSource(ints = {40, 80, 140})
    void foldsToTheWidthOfTheTerminal(int columns) {
        TextStyle style = new TextStyle(null, true, true, () -> columns);
        Golden.check("doctor/render-" + columns + ".txt", rendered(new HumanCheckRenderer(style, false)));
    }

    @Test
    void usesColoursAndShowsEverythingIfVerbose() {
        TextStyle style = new TextStyle(Palette.AUTO, true, true, () -> 100);
        Golden.check("doctor/render-color-verbose.txt", Golden.visible(rendered(new HumanCheckRenderer(style, true))));
    }

    @Test
    void writesAsciiIfTheStreamHasNoUnicode() {
        TextStyle style = new TextStyle(null, false, false, () -> 0);
        Golden.check("doctor/render-ascii.txt", rendered(new HumanCheckRenderer(style, false)));
    }

    @Test
    void writesOneJsonRecordPerLine() {
        Golden.check("doctor/render.json", rendered(new JsonCheckRenderer(TextStyle.PLAIN, false)));
    }

    @Test
    void writesMarkdown() {
        Golden.check("doctor/render.md", MarkdownReport.render("http://shop.example/socket.io/ /", RESULTS, summary()));
    }
}
