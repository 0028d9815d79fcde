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
}
