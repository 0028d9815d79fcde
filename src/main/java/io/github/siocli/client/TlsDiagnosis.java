package io.github.siocli.client;

import io.github.siocli.event.Failure;
import io.github.siocli.event.FailureKind;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;

/** Tells the faults of TLS apart; the JDK has one text for most of them, so the chain itself is looked at. */
final class TlsDiagnosis {

    private final ServerAddress server;
    private final List<X509Certificate> chain;
    private final Instant now;

    TlsDiagnosis(ServerAddress server, List<X509Certificate> chain, Instant now) {
        this.server = server;
        this.chain = chain;
        this.now = now;
    }

    Failure of(SSLException e) {
        String text = String.valueOf(e.getMessage());
        if (text.contains("Unsupported or unrecognized SSL message") || text.contains("plaintext connection")) {
            return Failure.of(
                    FailureKind.NOT_TLS,
                    server.hostAndPort(),
                    server.otherScheme().url());
        }
        if (chain.isEmpty() || !(e instanceof SSLPeerUnverifiedException) && !isAboutCertificate(e)) {
            return Failure.of(FailureKind.TLS_FAILED, server.hostAndPort(), text);
        }
        X509Certificate own = chain.get(0);
        if (e instanceof SSLPeerUnverifiedException) {
            return certificate(FailureKind.CERTIFICATE_OTHER_HOST, names(own));
        }
        for (X509Certificate certificate : chain) {
            if (certificate.getNotAfter().before(Date.from(now))) {
                return certificate(FailureKind.CERTIFICATE_EXPIRED, day(certificate.getNotAfter()));
            }
            if (certificate.getNotBefore().after(Date.from(now))) {
                return certificate(FailureKind.CERTIFICATE_NOT_YET_VALID, day(certificate.getNotBefore()));
            }
        }
        if (chain.size() == 1 && own.getIssuerX500Principal().equals(own.getSubjectX500Principal())) {
            return certificate(
                    FailureKind.CERTIFICATE_SELF_SIGNED,
                    own.getSubjectX500Principal().getName());
        }
        return certificate(
                FailureKind.CERTIFICATE_ISSUER_UNKNOWN,
                chain.get(chain.size() - 1).getIssuerX500Principal().getName());
    }

    private Failure certificate(FailureKind kind, String fact) {
        StringBuilder evidence = new StringBuilder("certificates sent: ").append(chain.size());
        for (X509Certificate certificate : chain) {
            evidence.append("\nsubject ")
                    .append(certificate.getSubjectX500Principal().getName())
                    .append(", issuer ")
                    .append(certificate.getIssuerX500Principal().getName())
                    .append(", valid ")
                    .append(day(certificate.getNotBefore()))
                    .append(" to ")
                    .append(day(certificate.getNotAfter()));
        }
        return Failure.of(kind, server.host(), fact).withEvidence(evidence.toString());
    }

    private static boolean isAboutCertificate(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof java.security.cert.CertificateException) {
                return true;
            }
        }
        return false;
    }

    private static String names(X509Certificate certificate) {
        try {
            Collection<List<?>> alternatives = certificate.getSubjectAlternativeNames();
            if (alternatives != null) {
                return String.join(
                        ", ",
                        alternatives.stream()
                                .map(alternative -> String.valueOf(alternative.get(1)))
                                .toList());
            }
        } catch (CertificateParsingException unreadable) {
            // The subject below says as much as can be said.
        }
        return certificate.getSubjectX500Principal().getName();
    }

    private static String day(Date date) {
        return LocalDate.ofInstant(date.toInstant(), ZoneOffset.UTC).toString();
    }
}
