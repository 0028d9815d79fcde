package io.github.siocli.secret;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretFinderTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "join /admin --auth token=x",
                "join /admin --auth={a:1}",
                "join /admin -a a=1",
                "set auth {a: 1}",
                "set --auth {a: 1}",
                "set header Authorization: Basic x",
                "set bearer abc",
                "set user name:word",
                "set cookie sid=1",
                "emit login {user: \"a\", password: \"b\"}",
                "emit login {accessToken: 1}",
                "connect https://ada:lovelace@example.org/chat",
                "connect ada:lovelace@localhost:3000",
                "connect :3000 -uada:lovelace",
                "connect HTTPS://ada@example.org",
                "connect 'http://localhost/?api_key=1'",
                "emit x 'Bearer abc'",
                "emit x \"bearer abc\"",
                "emit x 'Basic YWRhOmxvdmVsYWNl'",
                "emit x 'Digest username=ada, realm=r'",
                "emit x eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln",
                "emit x {a: [\"eyJhbGciOiJub25lIn0.eyJzdWIiOiIxIn0.\"]}",
                "to lobby emit x eyJhbGciOiJSU0EtT0FFUCJ9.x.y.z.w --ack",
                "emit x postgres://ada:lovelace@db/shop",
                "emit x {url: 'amqp://ada:lovelace@mq'}",
                "emit x {\"api-key\": 1}",
                "emit x {clientSecret: 'a'}",
                "emit x {passphrase: 'a b'}",
                "emit x {\"pwd\":\"a\"}",
                "emit x {pin: 1234}",
                "emit x {pin:1234}",
                "emit x 'session=abc; path=/'",
                "emit x {auth: {a: 1}}",
                "emit auth abc",
                "emit user:authenticate \"abc\" --ack",
                "ack last ghp_abcdefghij0123456789",
                "emit x sk_live_abcdef",
                "emit x xoxb-123456789-abc",
                "emit x AKIAIOSFODNN7EXAMPLE",
                "emit x '-----BEGIN EC PRIVATE KEY-----'",
                "emit x 8f14e45fceea167a5a36dedd4bea2543",
                "emit x Zb3kQ9vT2mX7cR5nW8pL4sD6fG1hJ0aY",
                "emit x {k: 'Zb3kQ9vT2mX7_R5nW8pL4sD6-G1hJ0aY'}"
            })
    void findsCredentials(String line) {
        assertThat(SecretFinder.hasSecret(line)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "emit chat {text: \"hi\", n: [1, 2]} true",
                "set ack-timeout 2s",
                "set output json",
                "connect http://localhost:3000/chat",
                "emit mail {to: \"ada@example.org\"}",
                "emit at 12:30@noon",
                "join /auth",
                "use /a",
                "wait auth --timeout 5s",
                "emit session:create",
                "emit auth:state --ack",
                "emit login ada",
                "emit basic plan",
                "emit author {passenger: 1, spin: 2, at: 'https://example.org/@ada'}",
                "to Xk3vQ7ZqVhJTxvAAAB4f emit news",
                "emit order 7c9e6679-7425-40de-944b-e07fc1f90ae7",
                "emit order 507f1f77bcf86cd799439011",
                "emit order-created-2026-11-28-by-customer-service",
                "emit big 123456789012345678901234567890123456789",
                "emit bytes b64:iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk/M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
                "emit bytes hex:8f14e45fceea167a5a36dedd4bea25438f14e45fceea167a5a36dedd4bea2543",
                "emit bytes {\"$binary\":\"iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJ\"}"
            })
    void acceptsOtherLines(String line) {
        assertThat(SecretFinder.hasSecret(line)).isFalse();
    }
}
