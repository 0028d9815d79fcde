package io.github.siocli.interop;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.siocli.event.ExitCode;
import io.github.siocli.testing.RunningProgram;
import io.github.siocli.testing.Sio;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Checks where secrets in payloads are masked, and where payloads stay exact. */
class RedactionIT {

    private static final String PAYLOAD = "{\"user\":\"ada\",\"iban\":\"DE00\",\"credentials\":{\"apiKey\":\"k-1\"}}";
    private static final String MASKED = "{\"user\":\"ada\",\"iban\":\"DE00\",\"credentials\":\"***\"}";
    private static final String MASKED_MORE = "{\"user\":\"ada\",\"iban\":\"***\",\"credentials\":\"***\"}";
    private static final String RULES = "on login emit session " + PAYLOAD + " then ack " + PAYLOAD;

    private static RunningProgram server;
    private static String url;

    @TempDir
    private Path directory;

    @BeforeAll
    static void startServer() {
        server = Sio.start("serve", "-p", "0", "-e", RULES);
        Matcher listening = Pattern.compile("listening on (\\S+)").matcher(server.awaitErr("connect with"));
        assertThat(listening.find()).isTrue();
        url = listening.group(1);
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    private static String[] words(String command, String... more) {
        List<String> words = new ArrayList<>(List.of(command, url));
        words.addAll(List.of(more));
        return words.toArray(String[]::new);
    }

    private static String tail(String... more) {
        List<String> words = new ArrayList<>(List.of("-c", "1", "-e", "emit login " + PAYLOAD));
        words.addAll(List.of(more));
        return Sio.run(words("tail", words.toArray(String[]::new))).out();
    }

    @Test
    void masksTextForPeopleAndKeepsFormatsForPrograms() {
        assertThat(tail()).isEqualTo("<- session " + MASKED + "\n");
        assertThat(tail("--no-redact")).isEqualTo("<- session " + PAYLOAD + "\n");
        assertThat(tail("--redact", "IBAN")).isEqualTo("<- session " + MASKED_MORE + "\n");
        assertThat(tail("--no-redact", "--redact", "user,iban"))
                .contains("{\"user\":\"***\",\"iban\":\"***\",\"credentials\":{\"apiKey\":\"k-1\"}}");
        assertThat(tail("--raw")).isEqualTo("[\"session\"," + PAYLOAD + "]\n");
        assertThat(tail("--json")).contains("\"args\":[" + PAYLOAD + "]");
        assertThat(tail("--format", "%{1}")).isEqualTo(PAYLOAD);
        assertThat(tail("--raw", "--redact", "iban")).isEqualTo("[\"session\"," + MASKED_MORE + "]\n");
        assertThat(tail("--json", "--redact", "iban")).contains("\"args\":[" + MASKED_MORE + "]");
    }

    @Test
    void readsNamesFromVariableUnlessGiven() {
        String[] words = words("tail", "-c", "1", "-e", "emit login", "--raw");
        assertThat(Sio.with().variable("SIO_REDACT", "iban").run(words).out())
                .isEqualTo("[\"session\"," + MASKED_MORE + "]\n");
        Sio.Result invalid = Sio.run(words("tail", "--redact", "a,,b"));
        assertThat(invalid.code()).isEqualTo(ExitCode.USAGE);
        assertThat(invalid.err()).contains("--redact takes names of fields, not \"a,,b\"");
    }

    @Test
    void keepsAckInPipeAndMasksItOnTerminal() {
        String[] words = words("emit", "login", "--ack");
        assertThat(Sio.run(words).out()).isEqualTo(PAYLOAD + "\n");
        assertThat(Sio.with()
                        .terminal(false, true, false)
                        .variable("NO_COLOR", "1")
                        .run(words)
                        .out())
                .isEqualTo(MASKED + "\n");
    }

    @Test
    void masksTraceAndServerOutput() throws IOException {
        String trace = Sio.run(words("emit", "login", PAYLOAD, "--ack", "--trace=eio", "-a", "token=hunter2"))
                .err();
        assertThat(trace)
                .contains("420[\"login\"," + MASKED + "]", "[\"session\"," + MASKED + "]", "40{\"token\":\"***\"}")
                .doesNotContain("k-1", "hunter2");
        assertThat(server.awaitOut(MASKED)).doesNotContain("k-1");
        Path file = directory.resolve("trace");
        Sio.run(words("emit", "login", "--ack", "--no-redact", "--trace-file", file.toString()));
        assertThat(Files.readString(file)).contains("[\"session\"," + PAYLOAD + "]");
    }

    @Test
    void masksRecordingWhichRemainsReplayable() throws IOException {
        Sio.Result result =
                Sio.with().directory(directory).in("""
                        emit login %1$s --ack
                        last 5
                        events
                        set no-redact on
                        record exact
                        emit login %1$s --ack
                        set no-redact off
                        set redact user
                        record more
                        emit login {user: "bob"} --ack
                        """.formatted(PAYLOAD)).run(words("connect", "--record", "masked"));
        assertThat(result.code()).as(result.err()).isEqualTo(ExitCode.DONE);
        String masked = Files.readString(directory.resolve("masked"));
        assertThat(masked)
                .contains("\"event\":\"login\",\"args\":[" + MASKED + "]")
                .doesNotContain("k-1");
        assertThat(Files.readString(directory.resolve("exact")))
                .contains("\"event\":\"login\",\"args\":[" + PAYLOAD + "]");
        assertThat(Files.readString(directory.resolve("more"))).contains("\"args\":[{\"user\":\"***\"}]");
        Sio.Result replayed =
                Sio.with().in(masked).run(words("emit", "--lines", "--raw", "--wait", "5s", "--count", "1"));
        assertThat(replayed.out()).startsWith("[\"session\"," + PAYLOAD + "]\n");
    }
}
