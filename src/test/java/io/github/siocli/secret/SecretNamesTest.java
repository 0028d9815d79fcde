package io.github.siocli.secret;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretNamesTest {

    private final SecretNames names = SecretNames.DEFAULT.with(List.of("X-Tenant", "md5", "пароль"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "password",
                "PASSWORD",
                "Password",
                "userPassword",
                "user_password",
                "user.password",
                "password2",
                "password_1",
                "token",
                "accessToken",
                "accesstoken",
                "csrf-token",
                "JWTToken",
                "userJWT",
                "apiKey",
                "api_key",
                "api-key",
                "API key",
                "APIKEY",
                "x-api-key",
                "myAPIKey",
                "2token",
                "Authorization",
                "sessionId",
                "tenant_x_tenant",
                "xTenant",
                "md5",
                "пароль",
            })
    void matchesKeyThatEndsWithName(String key) {
        assertThat(names.matches(key)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", "_", "1", "tokens", "tokenCount", "token_type", "broken", "nontoken", "passwordless", "author",
                "apikeys", "key", "api", "monkey", "secretary", "tenant", "md4", "session", "id", "oauth",
            })
    void ignoresOtherKeys(String key) {
        assertThat(names.matches(key)).isFalse();
    }

    @Test
    void matchesNothingWithoutNames() {
        assertThat(SecretNames.NONE.isEmpty()).isTrue();
        assertThat(SecretNames.NONE.matches("token")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Authorization", "x-auth", "Cookie", "API-Key", "api_key", "sessionid", "my-jwt", "PASSWORD"})
    void recognizesCredentialsOfHttpByPartOfName(String name) {
        assertThat(SecretNames.isCredential(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Accept", "User-Agent", "room", "key", "Sec-WebSocket-Key"})
    void keepsOtherNamesOfHttp(String name) {
        assertThat(SecretNames.isCredential(name)).isFalse();
    }
}
