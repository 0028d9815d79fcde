package io.github.siocli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SetCookieTest {

    @Test
    void readsTheAttributesThatDecideWhoMayUseACookie() {
        assertThat(SetCookie.of(
                        "AWSALBCORS=a=b; Expires=Tue, 01 Dec 2026 00:00:00 GMT; Path=/; samesite = None; SECURE"))
                .isEqualTo(new SetCookie("AWSALBCORS", "a=b", "none", true));
        assertThat(SetCookie.of("io=sid; HttpOnly; SameSite=Strict"))
                .isEqualTo(new SetCookie("io", "sid", "strict", false));
        assertThat(SetCookie.of("node; SameSite=Sometimes")).isEqualTo(new SetCookie("node", "", "", false));
    }
}
