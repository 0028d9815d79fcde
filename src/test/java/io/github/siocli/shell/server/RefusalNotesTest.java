package io.github.siocli.shell.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.siocli.server.engine.ForeignRequest;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RefusalNotesTest {

    private static final InetSocketAddress CLIENT = new InetSocketAddress("127.0.0.1", 5000);

    private final RefusalNotes notes = new RefusalNotes(false);

    private static ForeignRequest request(ForeignRequest.Cause cause, String value) {
        return new ForeignRequest(cause, value, CLIENT);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ORIGIN        | https://evil.example:8443 | refused a web page of https://evil.example:8443 (127.0.0.1:5000): sio serve --cors https://evil.example:8443 allows it
            ORIGIN        | http://[2001:db8::1]      | refused a web page of http://[2001:db8::1] (127.0.0.1:5000): sio serve --cors 'http://[2001:db8::1]' allows it
            ORIGIN        | http://$(reboot)          | refused a web page of http://$(reboot) (127.0.0.1:5000): sio serve --cors '*' allows every page and host
            ORIGIN        | http://x'y                | refused a web page of http://x'y (127.0.0.1:5000): sio serve --cors '*' allows every page and host
            OPAQUE_ORIGIN | file://                   | refused a web page that is a file or a sandboxed frame (Origin: file://, 127.0.0.1:5000): sio serve --cors null allows such pages
            HOST          | evil.example:3000         | refused a request for the host evil.example:3000 (127.0.0.1:5000), which is not a name or address of this machine: sio serve --cors http://evil.example:3000 allows it
            CROSS_SITE    | ''                        | refused a web page of another site without an Origin header (127.0.0.1:5000): sio serve --cors '*' allows every page
            """)
    void namesOptionThatAllowsRefusedRequest(ForeignRequest.Cause cause, String value, String line) {
        assertThat(notes.forRequest(request(cause, value))).contains(line);
    }

    @Test
    void usesHttpsForHostOfTlsServer() {
        assertThat(new RefusalNotes(true).forRequest(request(ForeignRequest.Cause.HOST, "a.example")))
                .hasValueSatisfying(line -> assertThat(line).contains("--cors https://a.example allows"));
    }

    @Test
    void notesEachOriginAndAddressOnce() {
        assertThat(notes.forRequest(request(ForeignRequest.Cause.ORIGIN, "http://a.example")))
                .isPresent();
        assertThat(notes.forRequest(request(ForeignRequest.Cause.ORIGIN, "http://b.example")))
                .isPresent();
        assertThat(notes.forRequest(request(ForeignRequest.Cause.ORIGIN, "http://a.example")))
                .isEmpty();
        assertThat(notes.forSurplusSessions(CLIENT)).isPresent();
        assertThat(notes.forSurplusSessions(new InetSocketAddress("127.0.0.1", 5001)))
                .isEmpty();
        assertThat(notes.forSurplusSessions(new InetSocketAddress("127.0.0.2", 5001)))
                .isPresent();
    }

    @ParameterizedTest
    @CsvSource({
        "https://app.example, true",
        "http://localhost:8080, true",
        "http://[::1]:8080, true",
        "chrome-extension://abcdef, true",
        "file://, true",
        "null, true",
        "'*', true",
        "app.example, false",
        "https://*.example, false",
        "https://user@app.example, false",
        "https://app.example/page, false",
        "https://, false",
        "'', false"
    })
    void acceptsOnlyOrigins(String text, boolean origin) {
        assertThat(ListenOptions.isOrigin(text)).isEqualTo(origin);
    }
}
