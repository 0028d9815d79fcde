package io.github.siocli.net.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Checks which hosts a certificate is for. The certificates were made with {@code openssl req -x509 -subj … -addext
 * subjectAltName=…}; {@link #describesNames} lists their names.
 */
class CertificateNamesTest {

    private static CertificateNames names(String file) {
        try (InputStream in = Objects.requireNonNull(CertificateNamesTest.class.getResourceAsStream(file + ".pem"))) {
            return CertificateNames.of(
                    (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in));
        } catch (IOException | CertificateException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void describesNames() {
        assertThat(names("listed").description())
                .isEqualTo("app.example, *.wild.example, my_app.example, Upper.Example, dot.example., a*.part.example,"
                        + " *.tld, the host name \"127.0.0.1\", *.*.two.example, app.*.mid.example,"
                        + " *.xn--mnchen-3ya.example, 10.0.0.7, fe80:0:0:0:0:0:0:1, 0:0:0:0:0:0:0:1");
        assertThat(names("subject-only").description()).isEqualTo("CN=*.subject.example,O=sio");
        assertThat(names("subject-and-address").description()).isEqualTo("10.0.0.7");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "app.example",
                "APP.Example",
                "app.example.",
                "one.wild.example",
                "a_b.wild.example",
                "my_app.example",
                "upper.example",
                "dot.example",
                "www.xn--mnchen-3ya.example",
                "10.0.0.7",
                "::1",
                "[0:0::1]",
                "fe80::1",
                "fe80::1%eth0"
            })
    void coversListedHosts(String host) {
        assertThat(names("listed").covers(host)).isTrue();
        assertThat(names("listed").lists(host)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "other.example",
                "subject.example",
                "www.app.example",
                "wild.example",
                ".wild.example",
                "a.b.wild.example",
                "*.tld",
                "app.tld",
                "ab.part.example",
                "a.b.two.example",
                "app.x.mid.example",
                "app.example.org",
                "",
                ".",
                "127.0.0.1",
                "10.0.0.70",
                "10.0.7",
                "::2",
                "::ffff:10.0.0.8",
                "a::b::c"
            })
    void coversNoOtherHost(String host) {
        assertThat(names("listed").covers(host)).isFalse();
    }

    @Test
    void usesSubjectOnlyIfNoHostNameIsListed() {
        assertThat(names("subject-only").covers("www.subject.example")).isTrue();
        assertThat(names("subject-only").lists("www.subject.example")).isFalse();
        assertThat(names("subject-only").covers("subject.example")).isFalse();
        assertThat(names("subject-only").covers("sio")).isFalse();
        assertThat(names("subject-and-address").covers("subject.example")).isTrue();
        assertThat(names("subject-and-address").covers("10.0.0.7")).isTrue();
        assertThat(names("subject-and-address").covers("10.0.0.8")).isFalse();
    }
}
