package io.github.siocli.client.diagnosis;

import io.github.siocli.event.Failure;
import io.github.siocli.event.FailureKind;
import io.github.siocli.net.ServerAddress;
import io.github.siocli.net.tls.ClientTls;
import io.github.siocli.net.tls.SniSocketFactory;
import java.security.cert.CertificateException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;

/** Distinguishes TLS failures. The JDK has one text for most of them, so the certificate chain itself is examined. */
public final class TlsDiagnosis {

    private static final Pattern ALERT = Pattern.compile("Received fatal alert: (\\w+)");
    private static final Pattern OTHER_NAME = Pattern.compile("No (subject alternative|name matching).*");
    private static final Set<String> CERTIFICATE_ALERTS = Set.of(
            "bad_certificate",
            "unsupported_certificate",
            "certificate_revoked",
            "certificate_expired",
            "certificate_unknown",
            "certificate_required",
            "unknown_ca",
            "access_denied",
            "handshake_failure");

    private final ServerAddress server;
    private final String role;
    private final ClientTls tls;
    private final Instant now;

    TlsDiagnosis(ServerAddress server, ClientTls tls, Instant now) {
        this(server, "", tls, now);
    }

    /**
     * Creates a diagnosis.
     *
     * @param role text to put before the name of the server
     */
    public TlsDiagnosis(ServerAddress server, String role, ClientTls tls, Instant now) {
        this.server = server;
        this.role = role;
        this.tls = tls;
        this.now = now;
    }

    /** Explains a failed handshake, or an alert that arrived later. */
    public Failure of(SSLException e) {
        String text = String.valueOf(e.getMessage());
        if (text.contains("Unsupported or unrecognized SSL message") || text.contains("plaintext connection")) {
            return Failure.of(
                    FailureKind.NOT_TLS, hostAndPort(), server.otherScheme().url());
        }
        Optional<String> alert = alert(e);
        if (alert.isPresent()) {
            return ofAlert(alert.get());
        }
        Optional<CertificateException> fault = certificateFault(e);
        if (fault.isPresent() && !tls.trust().chain().isEmpty()) {
            return ofChain(tls.trust().chain(), String.valueOf(fault.get().getMessage()));
        }
        if (text.contains("protocol version")) {
            return Failure.of(FailureKind.TLS_VERSION_UNKNOWN, hostAndPort(), text);
        }
        return Failure.of(FailureKind.TLS_FAILED, hostAndPort(), text);
    }

    /**
     * Explains a connection that ended without a response.
     *
     * @return empty if the client certificate is not the reason
     */
    Optional<Failure> ofEnd(String how) {
        return tls.keys().isRequested()
                ? Optional.of(ofClientCertificate("it closed the connection: " + how))
                : Optional.empty();
    }

    /** Explains that the server rejects the client certificate, or requires one. */
    Failure ofClientCertificate(String seen) {
        Optional<X509Certificate> shown = tls.keys().sentCertificate();
        Failure failure = shown.isEmpty()
                ? Failure.of(FailureKind.CLIENT_CERTIFICATE_REQUIRED, hostAndPort(), seen)
                : Failure.of(
                        FailureKind.CLIENT_CERTIFICATE_REFUSED,
                        hostAndPort(),
                        shown.get().getSubjectX500Principal().getName(),
                        seen);
        StringBuilder evidence = new StringBuilder();
        shown.ifPresent(certificate -> describe(certificate, evidence.append("certificate shown: ")));
        for (String authority : tls.keys().authorities()) {
            evidence.append(evidence.length() > 0 ? "\n" : "")
                    .append("authority that the server accepts: ")
                    .append(authority);
        }
        return failure.withEvidence(evidence.toString());
    }

    private Failure ofAlert(String alert) {
        if (alert.equals("unrecognized_name")) {
            String name = tls.serverName().orElse(server.host());
            return Failure.of(
                    FailureKind.SERVER_NAME_UNKNOWN,
                    hostAndPort(),
                    SniSocketFactory.isAddress(name) ? "requests without a server name" : "the name " + name);
        }
        if (alert.equals("protocol_version")) {
            return Failure.of(FailureKind.TLS_VERSION_UNKNOWN, hostAndPort(), "TLS alert " + alert);
        }
        if (tls.keys().isRequested() && CERTIFICATE_ALERTS.contains(alert)) {
            return ofClientCertificate("TLS alert " + alert);
        }
        return Failure.of(FailureKind.TLS_FAILED, hostAndPort(), "TLS alert " + alert);
    }

    private Failure ofChain(List<X509Certificate> chain, String fault) {
        X509Certificate own = chain.get(0);
        if (OTHER_NAME.matcher(fault).matches()) {
            return certificate(
                    FailureKind.CERTIFICATE_OTHER_HOST, tls.serverName().orElse(host()), names(own));
        }
        for (X509Certificate certificate : chain) {
            if (certificate.getNotAfter().before(Date.from(now))) {
                return certificate(FailureKind.CERTIFICATE_EXPIRED, host(), day(certificate.getNotAfter()));
            }
            if (certificate.getNotBefore().after(Date.from(now))) {
                return certificate(FailureKind.CERTIFICATE_NOT_YET_VALID, host(), day(certificate.getNotBefore()));
            }
        }
        if (chain.size() == 1 && own.getIssuerX500Principal().equals(own.getSubjectX500Principal())) {
            return certificate(
                    FailureKind.CERTIFICATE_SELF_SIGNED,
                    host(),
                    own.getSubjectX500Principal().getName());
        }
        return certificate(
                FailureKind.CERTIFICATE_ISSUER_UNKNOWN,
                host(),
                chain.get(chain.size() - 1).getIssuerX500Principal().getName());
    }

    private String host() {
        return role + server.host();
    }

    private String hostAndPort() {
        return role + server.hostAndPort();
    }

    private Failure certificate(FailureKind kind, String host, String fact) {
        List<X509Certificate> chain = tls.trust().chain();
        StringBuilder evidence = new StringBuilder("certificates sent: ").append(chain.size());
        chain.forEach(certificate -> describe(certificate, evidence.append('\n')));
        return Failure.of(kind, host, fact).withEvidence(evidence.toString());
    }

    private static void describe(X509Certificate certificate, StringBuilder out) {
        out.append("subject ")
                .append(certificate.getSubjectX500Principal().getName())
                .append(", issuer ")
                .append(certificate.getIssuerX500Principal().getName())
                .append(", valid ")
                .append(day(certificate.getNotBefore()))
                .append(" to ")
                .append(day(certificate.getNotAfter()));
    }

    /** Returns the alert that the server sent. It may be attached to another exception that it caused. */
    private static Optional<String> alert(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            Matcher alert = ALERT.matcher(String.valueOf(cause.getMessage()));
            if (alert.find()) {
                return Optional.of(alert.group(1));
            }
            for (Throwable other : cause.getSuppressed()) {
                Matcher suppressed = ALERT.matcher(String.valueOf(other.getMessage()));
                if (suppressed.find()) {
                    return Optional.of(suppressed.group(1));
                }
            }
        }
        return Optional.empty();
    }

    /** Returns the innermost certificate exception, which has the most specific message. */
    private static Optional<CertificateException> certificateFault(Throwable e) {
        Optional<CertificateException> fault = Optional.empty();
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof CertificateException found) {
                fault = Optional.of(found);
            }
        }
        return fault;
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
            // Uses the subject below instead.
        }
        return certificate.getSubjectX500Principal().getName();
    }

    private static String day(Date date) {
        return LocalDate.ofInstant(date.toInstant(), ZoneOffset.UTC).toString();
    }
}
