package io.github.siocli.shell;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.siocli.shell.Script.Statement;
import org.junit.jupiter.api.Test;

class ScriptTest {

    private final Script script = new Script("chat.sio");

    @Test
    void returnsStatementWithPlaceForEachLine() {
        assertThat(script.add("emit a 1")).contains(new Statement("line 1 of chat.sio", "emit a 1"));
        assertThat(script.add("")).contains(new Statement("line 2 of chat.sio", ""));
        assertThat(script.end()).isEmpty();
    }

    @Test
    void continuesLineThatEndsWithinJson() {
        assertThat(script.add("emit a {")).isEmpty();
        assertThat(script.add("  b: [1,")).isEmpty();
        assertThat(script.add("]} x")).contains(new Statement("line 1 of chat.sio", "emit a {\n  b: [1,\n]} x"));
        assertThat(script.add("emit b")).contains(new Statement("line 4 of chat.sio", "emit b"));
    }

    @Test
    void endsStringWithItsLine() {
        assertThat(script.add("emit a \"b")).contains(new Statement("line 1 of chat.sio", "emit a \"b"));
        assertThat(script.add("emit it's")).contains(new Statement("line 2 of chat.sio", "emit it's"));
    }

    @Test
    void returnsUnfinishedStatementAtEnd() {
        script.add("emit a {");
        assertThat(script.end()).contains(new Statement("line 1 of chat.sio", "emit a {"));
        assertThat(script.end()).isEmpty();
    }
}
