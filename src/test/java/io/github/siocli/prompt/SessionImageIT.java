package io.github.siocli.prompt;

import io.github.siocli.testing.Golden;
import io.github.siocli.testing.Tmux;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Records the session of the README on a terminal, and compares it with its image; {@code -Dgolden.update=true} draws the image. */
@Timeout(120)
class SessionImageIT {

    private static final int COLUMNS = 96;

    @TempDir
    private Path home;

    @Test
    void isTheSessionOfTheReadme() {
        try (Tmux tmux = new PromptOnTerminal(home)
                .size(COLUMNS, 30)
                .with("TERM", "xterm-256color")
                .with("SIO_THEME", "dark")
                .run("demo")) {
            tmux.await("← welcome");
            tmux.await("a prompt", screen -> screen.endsWith("/ ›"));
            tmux.enter("emit login ada --ack").await("ack 0 login");
            tmux.enter("emit countdown").await("the last tick", screen -> screen.matches("(?s).*← tick +1\n.*"));
            tmux.enter("trace on eio").await("tracing eio");
            tmux.enter("emit echo {text: \"hi\"} --ack").await("← ack 1 echo");
            tmux.await("a prompt", screen -> screen.endsWith("/ ›"));
            String screen = tmux.colors();
            String session = screen.substring(0, screen.lastIndexOf('\n'));
            tmux.enter("exit").await("exit 0");
            Golden.check(
                    Path.of("src", "docs", "session.svg"),
                    ScreenSvg.of("A session of sio demo", COLUMNS, fixed(session)));
        }
    }

    /** Replaces what differs in each run, by texts of the same length if something follows. */
    private static String fixed(String screen) {
        return ("$ sio demo\n" + screen)
                .replaceAll("(port |:)\\d{5}\\b", "$140321")
                .replaceAll("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z", "2026-11-30T12:00:00.123Z")
                .replaceAll("\\d\\d:\\d\\d:\\d\\d\\.\\d{3}", "12:00:00.123")
                .replaceAll("\"[\\w-]{20}\"", "\"Kx1ad2nT7mVbQzZwAAAB\"")
                .replace("(websocket, ", "(polling → websocket, ")
                .replaceAll("sid [\\w-]{6}…", "sid Kx1ad2…")
                .replaceAll("\\([\\d.]+ ms\\)", "(1.2 ms)");
    }
}
