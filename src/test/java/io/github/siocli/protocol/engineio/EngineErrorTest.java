package io.github.siocli.protocol.engineio;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EngineErrorTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"code":4,"message":"no"}       | 4  | no
            {"code":"1","message":["a"]}    | 1  | ["a"]
            {"message":"no"}                | `` | no
            {"code":4}                      | 4  | ``
            {"code":4                       | `` | ``
            Forbidden                       | `` | ``
            ["code"]                        | `` | ``
            ``                              | `` | ``
            """)
    void readsCodeAndMessageOfABody(String body, String code, String message) {
        assertThat(EngineError.code(body)).isEqualTo(code);
        assertThat(EngineError.message(body)).isEqualTo(message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            400 | {"code":5}                     | true
            400 | `Unsupported protocol version ` | true
            400 | "The client is using an unsupported version of the Socket.IO or Engine.IO protocols" | true
            400 | {"code":4}                     | false
            400 | Unsupported                    | false
            200 | {"code":5}                     | false
            """)
    void recognizesAnotherGeneration(int status, String body, boolean isOther) {
        assertThat(EngineError.isOtherGeneration(status, body)).isEqualTo(isOther);
    }
}
