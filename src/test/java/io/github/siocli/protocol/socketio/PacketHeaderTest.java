package io.github.siocli.protocol.socketio;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PacketHeaderTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            40                    | CONNECT       | 0 | /          | -  | ''
            40{"a":1}             | CONNECT       | 0 | /          | -  | {"a":1}
            40/chat               | CONNECT       | 0 | /chat      | -  | ''
            40/chat?a=1,          | CONNECT       | 0 | /chat?a=1  | -  | ''
            41/chat,              | DISCONNECT    | 0 | /chat      | -  | ''
            42["a"]               | EVENT         | 0 | /          | -  | ["a"]
            42/chat,7["a"]        | EVENT         | 0 | /chat      | 7  | ["a"]
            4312[]                | ACK           | 0 | /          | 12 | []
            44"no"                | CONNECT_ERROR | 0 | /          | -  | "no"
            4590-/chat,3["a",1]   | BINARY_EVENT  | 90| /chat      | 3  | ["a",1]
            461-3[1]              | BINARY_ACK    | 1 | /          | 3  | [1]
            """)
    void readsHeaders(String message, String type, long attachments, String nsp, Long id, String payload) {
        PacketHeader head = PacketHeader.read(message, 1).orElseThrow();
        assertThat(head.typeName()).isEqualTo(type);
        assertThat(head.attachments()).isEqualTo(attachments);
        assertThat(head.nsp()).isEqualTo(nsp);
        assertThat(head.id().isPresent() ? head.id().getAsLong() : null).isEqualTo(id);
        assertThat(message.substring(head.payload())).isEqualTo(payload);
    }

    @ParameterizedTest
    @CsvSource({
        "40, false, false",
        "41, false, false",
        "42, true, true",
        "43, true, false",
        "44, false, false",
        "451-, true, true",
        "461-, true, false"
    })
    void tellsEventsAndArgumentsApart(String message, boolean hasArguments, boolean isEvent) {
        PacketHeader header = PacketHeader.read(message, 1).orElseThrow();
        assertThat(header.hasArguments()).isEqualTo(hasArguments);
        assertThat(header.isEvent()).isEqualTo(isEvent);
    }

    @ParameterizedTest
    @ValueSource(strings = {"4", "47", "4x", "45", "45[1]", "452"})
    void returnsEmptyForOtherText(String message) {
        assertThat(PacketHeader.read(message, 1)).isEmpty();
    }
}
