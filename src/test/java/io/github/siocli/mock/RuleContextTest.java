package io.github.siocli.mock;

import static io.github.siocli.mock.RuleContexts.say;
import static io.github.siocli.mock.RuleContexts.sent;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.siocli.expression.SyntaxException;
import io.github.siocli.expression.Value;
import io.github.siocli.json.Json;
import io.github.siocli.protocol.engineio.Generation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The values that rules refer to. */
class RuleContextTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                $event                      | "say"
                $nsp                        | "/chat"
                $auth.user                  | "ann"
                $query.v                    | "2"
                $query                      | {"a":"b","v":"2"}
                $header.User-Agent          | "test/1"
                $transport                  | "websocket"
                $eio                        | 4
                $address                    | "localhost"
                $id                         | null
                $rooms                      | []
                $now                        | "2026-07-08T09:10:11.123Z"
                $env.HOME                   | "/home/ann"
                $n                          | null
                $answer                     | null
                $data                       | {}
                $shared                     | {}
                """)
    void valuesAreJson(String word, String json) throws SyntaxException {
        assertThat(sent(word, say("1"))).containsExactly(json);
    }

    @Test
    void hasAuthPayloadAsTheReferenceServer() throws SyntaxException {
        assertThat(sent("$auth", say(Generation.EIO4))).containsExactly("{}");
        assertThat(sent("$auth", say(Generation.EIO3))).containsExactly("null");
    }

    @Test
    void keepsData() throws SyntaxException {
        RuleContext context = say("hex:01");
        context.event().clientState().variables().set("name", Value.text("ann"));
        context.event().clientState().variables().set("bytes", Value.argument(context.args(), 1));
        assertThat(sent("$data.name $data", context))
                .containsExactly("\"ann\"", "{\"name\":\"ann\",\"bytes\":{\"$binary\":\"AQ==\"}}");
    }

    @Test
    void boundsSizeOfData() {
        RuleContext context = say(Json.string("x".repeat(1 << 20)).text());
        assertThatThrownBy(() -> context.event().clientState().variables().set("a", Value.argument(context.args(), 1)))
                .isInstanceOf(RuleException.class);
    }
}
