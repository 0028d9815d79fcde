package io.github.siocli.doctor.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.siocli.doctor.SetCookie;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PageOriginTest {

    @ParameterizedTest
    @CsvSource({
        "HTTPS://App.Example, https://app.example",
        "https://app.example:443, https://app.example",
        "http://localhost:3000, http://localhost:3000",
        "http://[::1]:80, http://[::1]",
        "null, null",
        "capacitor://localhost, capacitor://localhost"
    })
    void writesOriginsAsBrowsersDo(String given, String text) {
        assertThat(PageOrigin.of(given).text()).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "https://app.example, http://api.example, true",
        "https://app.example, https://api.example, false",
        "https://app.example, http://127.0.0.1:3000, false",
        "https://app.example, http://localhost:3000, false",
        "https://app.example, http://[::1]:3000, false",
        "https://app.example, http://127.0.0.1.example, true",
        "http://app.example, http://api.example, false",
        "null, http://api.example, false"
    })
    void findsMixedContent(String page, String server, boolean isMixed) {
        assertThat(PageOrigin.of(page).isMixedContent(PageOrigin.of(server))).isEqualTo(isMixed);
    }

    @ParameterizedTest
    @CsvSource({
        "https://app.shop.example, https://api.shop.example, true",
        "https://app.shop.co.uk, https://api.shop.co.uk, true",
        "https://shop.co.uk, https://other.co.uk, false",
        "https://one.github.io, https://two.github.io, false",
        "http://app.shop.example, https://api.shop.example, false",
        "http://127.0.0.1:3000, http://127.0.0.1:4000, true",
        "http://localhost:3000, http://127.0.0.1:4000, false",
        "null, https://api.shop.example, false"
    })
    void sendsACookieWithoutSameSiteOnlyToTheSameSite(String page, String server, boolean isSent) {
        assertThat(PageOrigin.of(page).sends(new SetCookie("node", "a", "", false), PageOrigin.of(server)))
                .isEqualTo(isSent);
    }

    @Test
    void sendsACookieForAllSitesOnlyIfItIsSecure() {
        PageOrigin page = PageOrigin.of("https://app.example");
        PageOrigin server = PageOrigin.of("https://api.other");
        assertThat(page.sends(new SetCookie("node", "a", "none", true), server)).isTrue();
        assertThat(page.sends(new SetCookie("node", "a", "none", false), server))
                .isFalse();
        assertThat(page.sends(new SetCookie("node", "a", "none", false), page)).isFalse();
        assertThat(page.sends(new SetCookie("node", "a", "lax", true), server)).isFalse();
    }
}
