package io.github.siocli.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Checks with another TLS library that each certificate fails for its one reason. */
class CertificatesIT {

    static List<Arguments> verdicts() {
        return List.of(
                Arguments.of(Certificates.SIGNED, "welcomed"),
                Arguments.of(Certificates.INCOMPLETE_CHAIN, "UNABLE_TO_VERIFY_LEAF_SIGNATURE"),
                Arguments.of(Certificates.EXPIRED, "CERT_HAS_EXPIRED"),
                Arguments.of(Certificates.NOT_YET_VALID, "CERT_NOT_YET_VALID"),
                Arguments.of(Certificates.OTHER_HOST, "ERR_TLS_CERT_ALTNAME_INVALID"),
                Arguments.of(Certificates.SELF_SIGNED, "welcomed"));
    }

    @ParameterizedTest
    @MethodSource("verdicts")
    void failsForItsReasonIfTheAuthorityIsTrusted(Certificates certificate, String verdict) {
        try (NodeServer server = NodeServer.start(ServerVersion.V4_8, certificate)) {
            String options = "{\"transports\":[\"websocket\"],\"ca\":\"%s\"}".formatted(certificate.authority());
            assertThat(OfficialClient.run(server.url(), options)).contains(verdict);
        }
    }

    @Test
    void acceptsOnlyKnownClients() {
        String server = "{\"tls\":%s}".formatted(Certificates.SIGNED.optionsForKnownClients());
        try (NodeServer known = NodeServer.start(ServerVersion.V4_8, server)) {
            String trust = "\"transports\":[\"websocket\"],\"ca\":\"%s\"".formatted(Certificates.SIGNED.authority());
            String own = "\"key\":\"%s\",\"cert\":\"%s\""
                    .formatted(Certificates.CLIENT.key(), Certificates.CLIENT.certificate());

            assertThat(OfficialClient.run(known.url(), "{%s}".formatted(trust))).contains("websocket error");
            assertThat(OfficialClient.run(known.url(), "{%s,%s}".formatted(trust, own)))
                    .contains("welcomed");
        }
    }
}
