package io.github.siocli.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.siocli.testing.NodeServer;
import io.github.siocli.testing.ServerVersion;
import io.github.siocli.testing.Tmux;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The prompt of the packaged program, on a real terminal and a real server. */
@Timeout(120)
class PromptIT {

    @TempDir
    private Path home;

    private NodeServer server;
    private String prompt;

    @BeforeEach
    void sharedServer() {
        server = NodeServer.shared(ServerVersion.V4_8);
        prompt = "127.0.0.1:" + server.port() + "/ › ";
    }

    private Tmux connected() {
        return connected(new PromptOnTerminal(home));
    }

    private Tmux connected(PromptOnTerminal terminal) {
        Tmux tmux = terminal.connect(server.url());
        tmux.await("← welcome");
        tmux.await("(polling → websocket, Socket.IO 4.5+, sid ");
        tmux.awaitLine(prompt.strip());
        return tmux;
    }

    @Test
    void keepsTypedTextWhileEventsArrive() {
        try (Tmux tmux = connected()) {
            tmux.enter("emit tick 5");
            tmux.await("tick             1");
            String line = "emit ack {text: \"héllo\"} --ack";
            for (int typed = 1; typed <= line.length(); typed++) {
                tmux.type(line.substring(typed - 1, typed));
                String now = (prompt + line.substring(0, typed)).stripTrailing();
                String before = (prompt + line.substring(0, typed - 1)).stripTrailing();
                for (int look = 0; look < 5; look++) {
                    assertThat(tmux.lastLine()).isIn(before, now);
                }
                tmux.awaitLine(now);
            }
            tmux.press("Enter");
            tmux.await(
                    "an acknowledgement",
                    screen -> screen.matches("(?s).*← ack \\d+ ack +\\{\"text\":\"héllo\"} \\(.*"));
        }
    }

    @Test
    void showsEventsOfSeveralClientsWithTheirNames() {
        try (Tmux tmux = connected()) {
            tmux.enter("client bob /chat");
            tmux.await("← bob /chat welcome");
            tmux.awaitLine(("bob: " + prompt.replace("/ ›", "/chat ›")).strip());
            tmux.enter("main: emit ack 7 --ack");
            tmux.await("← main / ack 0 ack");
            tmux.enter("use main");
            tmux.awaitLine(("main: " + prompt).strip());
            tmux.enter("bob: emit echo {from: 1}");
            tmux.await("← bob /chat echo");
            tmux.enter("let from = $1.from");
            tmux.enter("emit ack {n: $from} --ack");
            tmux.await("{\"n\":1}");
        }
    }

    @Test
    void showsTraceAboveLine() {
        try (NodeServer own = NodeServer.start(ServerVersion.V4_8, "{\"pingInterval\":300}");
                Tmux tmux = new PromptOnTerminal(home).connect(own.url())) {
            String ownPrompt = "127.0.0.1:" + own.port() + "/ › ";
            tmux.await("(polling → websocket, Socket.IO 4.5+, sid ");
            tmux.enter("trace on eio");
            tmux.await("tracing eio, secrets masked");
            tmux.type("emit x {half: 1");
            tmux.await(
                    "two heartbeats",
                    screen -> screen.matches("(?s).*← #\\d+ +eio  ping 2\\n.*→ #\\d+ +eio  pong 3\\n.*← #.*"));
            tmux.awaitLine(ownPrompt + "emit x {half: 1");
        }
    }

    @Test
    void drawsPartOfBurstAndCountsRest() {
        try (Tmux tmux = connected()) {
            tmux.enter("emit burst 20000 --ack").type("emit x {half: 1");
            tmux.await("more events, not shown; last 50 shows some, record FILE keeps all");
            tmux.awaitLine(prompt + "emit x {half: 1");
        }
    }

    @Test
    void showsCutPayloadWholeOnRequest() {
        try (Tmux tmux = connected()) {
            tmux.enter("emit echo " + "x".repeat(700) + "end");
            tmux.await("more characters; last 1 --full shows all");
            assertThat(tmux.screen()).doesNotContain("xend\"");
            tmux.enter("last 1 --full").await("xend\"");
        }
    }

    @Test
    void clearsLineOnCtrlCAndLeavesOnSecondWithEmptyLine() {
        try (Tmux tmux = connected()) {
            tmux.type("emit somethi").awaitLine(prompt + "emit somethi");
            tmux.press("C-c").awaitLine(prompt.strip());
            assertThat(tmux.screen()).doesNotContain("press Ctrl");
            tmux.press("C-c").await("press Ctrl-C again, Ctrl-D or exit to quit");
            tmux.enter("emit ack 7 --ack").await("ack        7 (");
            // While the statement runs, Ctrl-C would be for it.
            tmux.awaitLine(prompt.strip());
            // The two would arrive as one if the second were pressed before the note on the first.
            tmux.press("C-c").await("a second note", screen -> screen.split("press Ctrl-C again", -1).length == 3);
            tmux.awaitLine(prompt.strip());
            tmux.press("C-c").await("exit 0");
        }
    }

    @Test
    void interruptsVerbOnCtrlCAndKeepsTypedText() {
        try (Tmux tmux = connected()) {
            for (String verb : List.of("wait never", "sleep 1m", "repeat 1000 --interval 1s emit noack")) {
                tmux.press("C-l").enter(verb).awaitLine(prompt + verb);
                tmux.type("emit ack 1").awaitLine(prompt + verb);
                tmux.press("C-c").await("interrupted");
                tmux.awaitLine(prompt + "emit ack 1");
                tmux.press("C-u");
            }
        }
    }

    @Test
    void ignoresCtrlBackslash() {
        try (Tmux tmux = connected()) {
            tmux.type("emit ack").press("C-\\").enter(" 7 --ack").await("ack        7 (");
            tmux.enter("sleep 1m").awaitLine(prompt + "sleep 1m");
            tmux.press("C-\\", "C-c").await("interrupted");
            assertThat(tmux.enter("emit ack 8 --ack").await("ack        8 (")).doesNotContain("thread dump");
        }
    }

    @Test
    void restoresTerminalOnCtrlDWithEmptyLine() throws IOException {
        try (NodeServer own = NodeServer.start(ServerVersion.V4_8);
                Tmux tmux = new PromptOnTerminal(home).connect(own.url())) {
            tmux.await("← welcome");
            tmux.press("C-d").await("exit 0");
            tmux.enter("echoed");
            tmux.await("an echo and what cat says", screen -> screen.endsWith("echoed\nechoed"));
            own.awaitLog("\"client namespace disconnect\"");
        }
    }

    @Test
    void restoresTerminalOnSignal() throws IOException, InterruptedException {
        try (Tmux tmux = connected()) {
            tmux.type("emit half").awaitLine(prompt + "emit half");
            kill("TERM");
            tmux.await("exit 143");
            tmux.enter("echoed");
            tmux.await("an echo and what cat says", screen -> screen.endsWith("echoed\nechoed"));
        }
    }

    @Test
    void exitsWhenTerminalCloses() throws IOException {
        ProcessHandle process;
        try (Tmux tmux = connected()) {
            process = ProcessHandle.of(pid()).orElseThrow();
            assertThat(tmux.screen()).isNotEmpty();
        }
        assertThat(process.onExit()).succeedsWithin(Duration.ofSeconds(20));
    }

    private long pid() throws IOException {
        return Long.parseLong(Files.readString(home.resolve("pid")).strip());
    }

    private void kill(String signal) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + signal, String.valueOf(pid())).start().waitFor();
    }

    @Test
    void redrawsWholeLineAfterResize() {
        try (Tmux tmux = connected()) {
            String line = "emit ack {aaaaaaaaaaaaaaaaaaaaaaa: \"bbbbbbbbbbbbbbbbbbbbbbbbbb\", c: 1}";
            tmux.type(line).awaitLine(prompt + line);
            tmux.resize(40, 20);
            tmux.await("the line", screen -> screen.replace("\n", "").endsWith(prompt + line));
            tmux.type(" 2");
            tmux.await("the line", screen -> screen.replace("\n", "").endsWith(prompt + line + " 2"));
            // tmux sends the new size to the program only after it has rewrapped the lines itself.
            Path drawn = tmux.record();
            tmux.resize(110, 30);
            tmux.await("that it is drawn again", screen -> drawn.toFile().length() > 0);
            tmux.awaitLine(prompt + line + " 2");
            tmux.press("Home").type("x");
            tmux.awaitLine(prompt + "x" + line + " 2");
        }
    }

    @Test
    void runsSttyWithoutNativeLibrary() {
        try (Tmux tmux = connected(new PromptOnTerminal(home).withoutNativeLibrary())) {
            tmux.enter("sleep 1m").awaitLine(prompt + "sleep 1m");
            tmux.type("emit ack 1 --ack").press("C-c").await("interrupted");
            tmux.awaitLine(prompt + "emit ack 1 --ack");
            tmux.resize(26, 20);
            tmux.await("the line", screen -> screen.replace("\n", "").endsWith(prompt + "emit ack 1 --ack"));
            tmux.press("C-\\", "Enter").await(" ms)");
            tmux.press("C-d").await("exit 0");
            tmux.enter("echoed");
            tmux.await("an echo and what cat says", screen -> screen.endsWith("echoed\nechoed"));
        }
    }

    @Test
    void foldsEventsOfTailAtNewWidthAfterResize() {
        String digits = "0123456789".repeat(6);
        String event = "[\"e\",\"" + digits + "\"]";
        try (NodeServer own = NodeServer.start(ServerVersion.V4_8);
                Tmux tmux = new PromptOnTerminal(home).size(50, 20).run("tail " + own.url())) {
            tmux.await("← welcome");
            own.emit("/", event);
            tmux.await("a folded event", screen -> screen.matches("(?s).*← e +\"\\d{20,}\n +\\d+\"[^0-9]*"));
            tmux.resize(100, 20);
            // tmux sends the new size to the program a moment later.
            tmux.await("an event on one line", screen -> {
                own.emit("/", event);
                return screen.contains("\"" + digits + "\"");
            });
        }
    }

    @Test
    void storesHistoryWithoutSecrets() throws IOException {
        PromptOnTerminal terminal = new PromptOnTerminal(home);
        try (Tmux tmux = connected(terminal)) {
            tmux.enter("emit ack {").enter("a: 1").enter("} --ack").await("ack        {\"a\":1} (");
            tmux.enter("emit ack 2 --ack").await("ack        2 (");
            tmux.enter("emit ack 2 --ack").enter("emit noack {token: \"t\"}").enter(" emit noack hidden");
            tmux.enter("emit ack 3 --ack").await("ack        3 (");
            tmux.press("C-d").await("exit 0");
        }
        assertThat(terminal.history())
                .hasContent("emit ack {\\n  a: 1\\n} --ack\nemit ack 2 --ack\nemit ack 3 --ack\n");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(terminal.history())))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(terminal.history().getParent())))
                .isEqualTo("rwx------");
        try (Tmux tmux = connected(terminal)) {
            tmux.press("Up", "Up", "Up").awaitLine("… } --ack");
            tmux.press("C-c").awaitLine(prompt.strip());
            tmux.enter("!!").awaitLine(prompt.strip());
            tmux.await("emit ack 3 --ack");
            tmux.type("emit ack {").press("Up").awaitLine("… } --ack");
        }
    }

    @Test
    void searchesHistoryWhileEventsArrive() {
        try (Tmux tmux = connected()) {
            tmux.enter("emit ack \"needle\" --ack").await("ack        \"needle\" (");
            tmux.enter("emit tick 20").await("tick             1");
            tmux.press("C-r").type("need");
            tmux.awaitLine("bck-i-search: need_");
            String later = tmux.await("events above", screen -> screen.contains("tick             40"));
            assertThat(later).endsWith(prompt + "emit ack \"needle\" --ack\nbck-i-search: need_");
            tmux.press("C-e", "Enter")
                    .await("2 acknowledgements", screen -> screen.contains("ack 1 ack        \"needle\" ("));
        }
    }

    @Test
    void runsPastedJsonOnceAsOneEntry() {
        try (NodeServer own = NodeServer.start(ServerVersion.V4_8);
                Tmux tmux = new PromptOnTerminal(home).connect(own.url())) {
            tmux.await("← welcome");
            tmux.type("emit pasted ").paste("{\n\t\"a\": [1,\n\t2],\n\t\"b\": \"x\"\n}\n");
            tmux.awaitLine("… }");
            assertThat(own.log()).noneMatch(line -> line.contains("pasted"));
            tmux.press("Enter");
            own.awaitLog("\"event\":\"pasted\",\"args\":[{\"a\":[1,2],\"b\":\"x\"}]");
            tmux.paste("emit one 1\nemit two 2\n").awaitLine("… emit two 2");
            tmux.press("Enter");
            own.awaitLog("\"event\":\"two\",\"args\":[2]");
            assertThat(own.log().stream().filter(line -> line.matches(".*\"(pasted|one|two)\".*")))
                    .hasSize(3);
        }
    }

    @Test
    void runsPastedLinesLikeScript() {
        try (NodeServer own = NodeServer.start(ServerVersion.V4_8);
                Tmux tmux = new PromptOnTerminal(home).connect(own.url())) {
            tmux.await("← welcome");
            tmux.paste("emit ack {n: 5} --ack\nlet five = $1.n\nemit after [$five]\n")
                    .awaitLine("… emit after [$five]");
            tmux.press("Enter");
            own.awaitLog("\"event\":\"after\",\"args\":[[5]]");
        }
    }

    @Test
    void writesNoEscapeSequencesToDumbTerminal() throws IOException {
        try (Tmux tmux = new PromptOnTerminal(home).with("TERM", "dumb").connect("127.0.0.1:1")) {
            tmux.await("connection refused");
            Path written = tmux.record();
            tmux.enter("connect " + server.url()).await("← welcome");
            tmux.enter("emit ack {").enter("a: \"é日😀\"} --ack").await("ack        {\"a\":\"é日😀\"} (");
            tmux.enter("repeat 2 --interval 1m emit ack 9 --ack").await("ack        9 (");
            tmux.press("C-\\", "C-c").await("interrupted");
            tmux.press("C-d").await("exit 0");
            assertThat(Files.readString(written, StandardCharsets.UTF_8))
                    .contains("interrupted", prompt)
                    .doesNotContain("\u001b", "\b", "thread dump");
        }
    }

    @Test
    void worksWithTwentyColumns() {
        try (Tmux tmux = new PromptOnTerminal(home).size(20, 12).connect(server.url("/chat"))) {
            tmux.await("welcome");
            tmux.awaitLine("/chat ›");
            tmux.type("emit ack {t: \"日本語日本語\", b: 1} --ack");
            tmux.await("the line", screen -> screen.endsWith("/chat › emit ack {t:\n \"日本語日本語\", b:\n1} --ack"));
            tmux.press("Enter").await("the acknowledgement", screen -> screen.contains("1} ("));
            tmux.awaitLine("/chat ›");
        }
    }

    @Test
    void editsWideCharactersInPlace() {
        try (Tmux tmux = connected()) {
            tmux.type("emit ack \"é日本😀\"").press("Left", "Left", "BSpace").type("語");
            tmux.awaitLine(prompt + "emit ack \"é日語😀\"");
            int column = (prompt + "emit ack \"é日語").length() + 2;
            assertThat(tmux.cursor()).startsWith(column + ",");
        }
    }

    @Test
    void escapesControlCharactersOfEvents() {
        try (Tmux tmux = connected()) {
            tmux.paste("emit ack \"a\u009b2J\u202eb\" --ack");
            tmux.awaitLine(prompt + "emit ack \"a\\u009b2J\\u202eb\" --ack");
            tmux.type(" \"").press("C-v", "C-g").type("\"");
            tmux.awaitLine(prompt + "emit ack \"a\\u009b2J\\u202eb\" --ack \"\\u0007\"");
        }
    }

    @Test
    void completesOnTab() throws IOException {
        Files.writeString(home.resolve("payload.json"), "{\"file\":true}");
        try (Tmux tmux = connected()) {
            tmux.type("em").press("Tab").awaitLine(prompt + "emit");
            tmux.type("ack {textual: 1, \"odd key\": {inner: 2}} --").press("Tab");
            tmux.await("--namespace");
            tmux.type("ack").press("Enter").await("ack        {\"textual\":1");
            tmux.type("emit ack {t").press("Tab").awaitLine(prompt + "emit ack {textual:");
            tmux.type("1, \"o").press("Tab").awaitLine(prompt + "emit ack {textual: 1, \"odd key\":");
            tmux.type("{").press("Tab").awaitLine(prompt + "emit ack {textual: 1, \"odd key\": {inner:");
            tmux.press("C-u").type("emit ack @" + home + "/payl").press("Tab");
            tmux.await("payload.json");
            tmux.press("C-u").type("set outp").press("Tab").type("j").press("Tab");
            tmux.awaitLine(prompt + "set output json");
            tmux.press("C-u").type("help eve").press("Tab").awaitLine(prompt + "help events");
            tmux.press("C-u").type("repeat 2 wait wel").press("Tab").awaitLine(prompt + "repeat 2 wait welcome");
            Path profiles = Files.createDirectories(home.resolve(".config/sio")).resolve("profiles.toml");
            Files.writeString(profiles, "[staging]\nurl = \":3000\"\n");
            tmux.press("C-u").type("client bob @st").press("Tab").awaitLine(prompt + "client bob @staging");
            tmux.press("C-u").type("connect @").press("Tab").awaitLine(prompt + "connect @staging");
        }
    }

    @Test
    void coloursErrors() {
        try (Tmux tmux = connected(new PromptOnTerminal(home).with("COLORTERM", "truecolor"))) {
            tmux.type("emitt ").awaitLine(prompt + "emitt");
            assertThat(tmux.colors()).contains("\u001b[38;5;161memitt");
            tmux.press("C-u").type("emit chat {a: \"b\"").awaitLine(prompt + "emit chat {a: \"b\"");
            assertThat(tmux.colors()).contains("\u001b[38;5;30ma", "\u001b[38;5;28m\"b\"");
        }
        try (Tmux tmux = connected(new PromptOnTerminal(home).with("NO_COLOR", "1"))) {
            tmux.type("emitt ").awaitLine(prompt + "emitt");
            assertThat(tmux.colors()).doesNotContain("\u001b[3");
        }
    }

    @Test
    void keepsPromptAfterFailedFirstConnection() {
        try (Tmux tmux = new PromptOnTerminal(home).connect("127.0.0.1:1")) {
            tmux.await("connection refused");
            tmux.awaitLine("127.0.0.1:1/ offline ›");
            tmux.enter("connect " + server.url()).await("← welcome");
            tmux.awaitLine(prompt.strip());
        }
    }

    @Test
    void showsReconnectionInPrompt() {
        try (NodeServer own = NodeServer.start(ServerVersion.V4_8);
                Tmux tmux = new PromptOnTerminal(home).connect(own.url())) {
            String host = "127.0.0.1:" + own.port() + "/ ";
            tmux.await("← welcome");
            tmux.type("emit half").awaitLine(host + "› emit half");
            own.drop();
            tmux.awaitLine(host + "reconnecting… › emit half");
            tmux.awaitLine(host + "› emit half");
        }
    }

    @Test
    void countsPendingAcksInPrompt() {
        try (Tmux tmux = connected()) {
            String host = prompt.substring(0, prompt.length() - 2);
            tmux.enter("emit lateack 1500 1 --ack")
                    .enter("emit lateack 1500 2 --ack")
                    .type("x");
            tmux.awaitLine(host + "⧗2 › x");
            tmux.awaitLine(prompt + "x");
        }
        try (Tmux tmux = new PromptOnTerminal(home).with("LC_ALL", "C").connect(server.url())) {
            String host = prompt.substring(0, prompt.length() - 2);
            tmux.await("<- welcome");
            tmux.enter("emit lateack 1500 1 --ack").awaitLine(host + "[1] >");
            tmux.awaitLine(host + ">");
        }
    }

    @Test
    void pointsAtInvalidJson() {
        try (Tmux tmux = connected()) {
            tmux.enter("emit chat {\"a\":1 \"b\":2}");
            List<String> lines = new ArrayList<>(tmux.await("try:").lines().toList());
            int at = lines.indexOf("       emit chat {\"a\":1 \"b\":2}");
            assertThat(at).isPositive();
            assertThat(lines.get(at + 1)).isEqualTo("                        ^");
        }
    }
}
