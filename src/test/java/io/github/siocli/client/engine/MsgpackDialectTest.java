package io.github.siocli.client.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import okio.ByteString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MsgpackDialectTest {

    private static final String TYPE = "82a474797065";
    private static final String ROOT = "a36e7370a12f";

    private final ParserDialect dialect = ParserDialect.msgpack();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "4{\"type\":0,\"nsp\":\"/\"} | 40",
                "4{\"type\":0,\"nsp\":\"/chat\"} | 40/chat,",
                "4{\"type\":1,\"nsp\":\"/chat\"} | 41/chat,",
                "4{\"type\":4,\"nsp\":\"/x\",\"data\":\"Invalid namespace\"} | 44/x,\"Invalid namespace\"",
                "4{\"type\":4,\"nsp\":\"/\",\"data\":{\"code\":7.0}} | 44{\"code\":7.0}",
            })
    void readsTextMessages(String message, String read) {
        assertThat(dialect.read(message)).contains(read);
    }

    @Test
    void readsBinaryMessages() {
        assertThat(dialect.read(binary(TYPE + "00" + ROOT))).contains("40");
        assertThat(dialect.read(binary(TYPE + "01" + ROOT))).contains("41");
        String data = "a464617461" + "91a165";
        assertThat(dialect.read(binary("83" + TYPE.substring(2) + "02" + ROOT + data)))
                .contains("42");
    }

    @ParameterizedTest
    @ValueSource(strings = {"4", "40", "4[1]", "4{\"type\":9,\"nsp\":\"/\"}", "4{\"type\":0}", "b", "bkA=="})
    void returnsEmptyForInvalidMessages(String message) {
        assertThat(dialect.read(message)).isEmpty();
    }

    @Test
    void readsItsOwnClientMessages() {
        String connect = dialect.forClient("40/chat,{\"sid\":\"/chat#x\"}");
        assertThat(connect).isEqualTo("4{\"type\":0,\"nsp\":\"/chat\",\"data\":{\"sid\":\"/chat#x\"}}");
        assertThat(dialect.read(connect)).contains("40/chat,{\"sid\":\"/chat#x\"}");
        assertThat(dialect.forClient("42[\"error\",\"no\"]"))
                .isEqualTo("4{\"type\":2,\"nsp\":\"/\",\"data\":[\"error\",\"no\"]}");
    }

    @Test
    void writesConnectForServersAsBinary() {
        String request = dialect.forServer("40/chat?token=a%2Cb,");
        assertThat(request).isEqualTo(binary(TYPE + "00" + "a36e7370" + "b1" + hex("/chat?token=a%2Cb")));
        assertThat(dialect.read(request)).contains("40/chat?token=a%2Cb,");
        assertThat(dialect.forServer("40")).isEqualTo(binary(TYPE + "00" + ROOT));
    }

    @Test
    void recognizesEventsAndAcksWithoutParsing() {
        for (int type : new int[] {2, 3, 5, 6}) {
            assertThat(dialect.isPlain(bytes(TYPE + "0" + type + ROOT))).isTrue();
        }
        for (String other :
                new String[] {TYPE + "00" + ROOT, TYPE + "04" + ROOT, TYPE + "cd0002", TYPE, "82", "", "93"}) {
            assertThat(dialect.isPlain(bytes(other))).isFalse();
        }
    }

    @Test
    void recognizesMessagesOfTheOtherParser() {
        assertThat(dialect.isForeign("40")).isTrue();
        assertThat(dialect.isForeign("4{\"type\":0,\"nsp\":\"/\"}")).isFalse();
        assertThat(dialect.isForeign(binary(TYPE + "00" + ROOT))).isFalse();
        ParserDialect json = ParserDialect.json();
        assertThat(json.isForeign("40")).isFalse();
        assertThat(json.isForeign("4{\"type\":0,\"nsp\":\"/\"}")).isTrue();
        assertThat(json.isForeign(binary(TYPE + "00" + ROOT))).isTrue();
        assertThat(json.read(binary("07"))).isEqualTo(Optional.empty());
    }

    private static ByteString bytes(String hex) {
        return ByteString.decodeHex(hex);
    }

    private static String binary(String hex) {
        return "b" + bytes(hex).base64();
    }

    private static String hex(String ascii) {
        return ByteString.encodeUtf8(ascii).hex();
    }
}
