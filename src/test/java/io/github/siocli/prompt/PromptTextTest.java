package io.github.siocli.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.siocli.render.TextStyle;
import io.github.siocli.render.Theme;
import io.github.siocli.shell.ConnectionState;
import io.github.siocli.shell.PromptState;
import org.junit.jupiter.api.Test;

class PromptTextTest {

    private static final TextStyle UNICODE = new TextStyle(null, true, true, () -> 80);
    private static final TextStyle ASCII = new TextStyle(null, false, true, () -> 80);

    private static String text(TextStyle style, ConnectionState phase, int acks, int columns) {
        return new PromptText(style)
                .format(new PromptState("", "localhost:3000", "/chat", phase, acks), columns)
                .toString();
    }

    @Test
    void showsNamespaceAndConnectionState() {
        assertThat(text(UNICODE, ConnectionState.CONNECTED, 0, 80)).isEqualTo("localhost:3000/chat › ");
        assertThat(text(UNICODE, ConnectionState.CONNECTED, 2, 80)).isEqualTo("localhost:3000/chat ⧗2 › ");
        assertThat(text(UNICODE, ConnectionState.CONNECTING, 0, 80)).isEqualTo("localhost:3000/chat connecting… › ");
        assertThat(text(UNICODE, ConnectionState.RECONNECTING, 0, 80))
                .isEqualTo("localhost:3000/chat reconnecting… › ");
        assertThat(text(UNICODE, ConnectionState.OFFLINE, 0, 80)).isEqualTo("localhost:3000/chat offline › ");
    }

    @Test
    void namesClientIfThereAreSeveral() {
        PromptState state = new PromptState("bob", "h:1", "/chat", ConnectionState.CONNECTED, 0);
        assertThat(new PromptText(UNICODE).format(state, 80).toString()).isEqualTo("bob: h:1/chat › ");
    }

    @Test
    void usesAsciiWithoutUnicode() {
        assertThat(text(ASCII, ConnectionState.RECONNECTING, 1, 80))
                .isEqualTo("localhost:3000/chat reconnecting... [1] > ");
    }

    @Test
    void leavesRoomForLine() {
        assertThat(text(UNICODE, ConnectionState.RECONNECTING, 1, 60)).isEqualTo("/chat reconnecting… ⧗1 › ");
        assertThat(text(UNICODE, ConnectionState.CONNECTED, 0, 30)).isEqualTo("/chat › ");
        assertThat(text(UNICODE, ConnectionState.RECONNECTING, 0, 20)).isEqualTo("/chat › ");
        assertThat(text(UNICODE, ConnectionState.CONNECTED, 0, 10)).isEqualTo("› ");
    }

    @Test
    void escapesControlCharactersOfNamespace() {
        PromptState state = new PromptState("", "h:1", "/\u001b[2J", ConnectionState.CONNECTED, 0);
        assertThat(new PromptText(UNICODE).format(state, 80).toString()).isEqualTo("h:1/\\u001b[2J › ");
    }

    @Test
    void usesColoursOfStyle() {
        PromptState state = new PromptState("", "h:1", "/", ConnectionState.OFFLINE, 0);
        TextStyle color = new TextStyle(Theme.BASIC.palette(false), true, true, () -> 80);
        assertThat(new PromptText(color).format(state, 80).toAnsi()).contains("\u001b[31moffline");
        assertThat(new PromptText(UNICODE).format(state, 80).toAnsi()).isEqualTo("h:1/ offline › ");
    }
}
