package io.github.siocli.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.siocli.event.ExitCode;
import io.github.siocli.testing.RunningProgram;
import io.github.siocli.testing.Sio;
import io.github.siocli.testing.Tmux;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The prompts of {@code sio serve} and {@code sio demo} on a real terminal. */
class ServePromptIT {

    @TempDir
    private Path home;

    private static String port(Tmux tmux) {
        Matcher listening =
                Pattern.compile("listening on http://127.0.0.1:(\\d+)").matcher(tmux.await("connect with"));
        assertThat(listening.find()).isTrue();
        return listening.group(1);
    }

    private static String sid(Tmux tmux) {
        Matcher connected = Pattern.compile("(\\S{6}) connected to /").matcher(tmux.await("connected to /"));
        assertThat(connected.find()).isTrue();
        return connected.group(1);
    }

    @Test
    void emitsToCompletedClientId() {
        try (Tmux tmux = new PromptOnTerminal(home).run("serve -p 0 -e 'on nothing ack'")) {
            String port = port(tmux);
            tmux.awaitLine("server 127.0.0.1:" + port + "/ ›");
            try (RunningProgram guest = Sio.start("tail", ":" + port, "--no-reconnect", "--auto-ack", "yes")) {
                String sid = sid(tmux);
                tmux.enter("emit hello {a: 1}");
                guest.awaitOut("hello {\"a\":1}");
                tmux.await("sent to 1 client");
                // TAB completes the beginning of an id.
                tmux.type("join " + sid.substring(0, 3)).press("Tab");
                tmux.await("a whole id", screen -> screen.matches("(?s).*› join " + Pattern.quote(sid) + "\\S{14}$"));
                tmux.enter(" lobby");
                tmux.await(sid + " is in lobby");
                tmux.type("to lo").press("Tab");
                tmux.await("to lobby");
                tmux.enter("emit question 7 --ack");
                guest.awaitOut("question 7");
                tmux.await("← " + sid + " ack 0 question   \"yes\"");
                tmux.enter("clients");
                tmux.await("rooms");
                tmux.enter("kick " + sid.substring(0, 4));
                tmux.await(sid + " disconnected from / (server namespace disconnect)");
                assertThat(guest.exit().code()).isEqualTo(ExitCode.DISCONNECTED);
            }
            Sio.Result asked = emitWithAck(tmux, port);
            assertThat(asked.out()).isEqualTo("{\"by\":\"hand\"}\n");
            tmux.enter("on greet ack \"hi $1\"");
            tmux.await("rule added");
            assertThat(Sio.run("emit", ":" + port, "greet", "you", "--ack").out())
                    .isEqualTo("\"hi you\"\n");
            tmux.await("the answer of the rule", screen -> screen.matches("(?s).*→ \\S{6} ack 0 +\"hi you\"\n.*"));
            tmux.enter("to nobody emit x");
            tmux.await("there is no room or client \"nobody\" in /");
            tmux.press("C-d");
            tmux.await("exit 0");
        }
    }

    private static Sio.Result emitWithAck(Tmux tmux, String port) {
        try (RunningProgram guest = Sio.start("emit", ":" + port, "ask", "--ack-timeout", "20s")) {
            tmux.await("ask (wants ack 0)");
            tmux.type("ack l").press("Tab");
            tmux.await("ack last");
            tmux.enter("{by: \"hand\"}");
            return guest.exit();
        }
    }

    @Test
    void keepsTypedTextWhileClientsFlood() {
        try (Tmux tmux = new PromptOnTerminal(home).run("serve -p 0")) {
            String port = port(tmux);
            tmux.awaitLine("server 127.0.0.1:" + port + "/ ›");
            tmux.type("emit x {half: 1");
            Sio.Result flood = Sio.run("emit", ":" + port, "tick", "--repeat", "5000", "--transport", "websocket");
            assertThat(flood.code()).isEqualTo(ExitCode.DONE);
            tmux.await("more events, not shown");
            tmux.awaitLine("server 127.0.0.1:" + port + "/ › emit x {half: 1");
        }
    }

    @Test
    void usesNextFreePortByDefault() {
        try (Tmux first = new PromptOnTerminal(home).run("serve")) {
            String port = port(first);
            try (Tmux second = new PromptOnTerminal(home).run("serve")) {
                assertThat(Integer.parseInt(port(second))).isGreaterThan(Integer.parseInt(port));
            }
        }
    }

    @Test
    void opensPromptOnDemoServer() {
        try (Tmux tmux = new PromptOnTerminal(home).size(80, 24).run("demo")) {
            tmux.await("demo chat server");
            String screen = tmux.await("← welcome");
            // A line that reaches the last column may be a wrapped one.
            assertThat(screen.lines()).allMatch(line -> line.length() < 80);
            assertThat(screen.lines().filter(line -> line.matches("  (emit|trace) .*")))
                    .hasSize(4);
            tmux.enter("emit hello you --ack");
            tmux.await("ack 0 hello   {\"hello\":\"you\",\"at\":");
            tmux.enter("emit countdown");
            tmux.await("tick          1");
            tmux.enter("exit");
            tmux.await("exit 0");
        }
    }
}
