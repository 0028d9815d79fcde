package io.github.siocli.net.tls;

import io.github.siocli.event.Failure;
import io.github.siocli.event.FailureKind;
import io.github.siocli.net.ServerAddress;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.net.ssl.SSLException;

/** Distinguishes TLS failures. The JDK has one text for most of them, so the certificate chain itself is examined. */
public final class TlsDiagnosis {

    private static final Pattern ALERT = Pattern.compile("Received fatal alert: (\\w+)");
    /** The text of the JDK if it knows no authority for a chain. */
    private static final String NO_PATH = "unable to find valid certification path";

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
    private final String host;
    private final String hostAndPort;
    private final ClientTls tls;
    private final Instant now;

    /**
     * Creates a diagnosis.
     *
     * @param role text to put before the name of the server; may be empty
     */
    public TlsDiagnosis(ServerAddress server, String role, ClientTls tls, Instant now) {
        this.server = server;
        this.host = role + server.host();
        this.hostAndPort = role + server.hostAndPort();
        this.tls = tls;
        this.now = now;
    }

    /** Explains a failed handshake, or an alert that arrived later. */
    public Failure of(SSLException e) {
        String text = String.valueOf(e.getMessage());
        if (text.contains("Unsupported or unrecognized SSL message") || text.contains("plaintext connection")) {
            return Failure.of(
                    FailureKind.NOT_TLS, hostAndPort, server.otherScheme().url());
        }
        Optional<String> alert = alert(e);
        if (alert.isPresent()) {
            return ofAlert(alert.get());
        }
        Optional<CertificateException> fault = certificateFault(e);
        if (fault.isPresent() && !tls.trust().chain().isEmpty()) {
            return ofChain(tls.trust().chain(), fault.get());
        }
        boolean isVersion = text.contains("protocol version");
        return Failure.of(isVersion ? FailureKind.TLS_VERSION_UNKNOWN : FailureKind.TLS_FAILED, hostAndPort, text);
    }

    /**
     * Explains a connection that ended without a response.
     *
     * @return empty if the client certificate is not the reason
     */
    public Optional<Failure> ofEnd(String how) {
        return tls.keys().isRequested()
                ? Optional.of(ofClientCertificate("it closed the connection: " + how))
                : Optional.empty();
    }

    /** Explains that the server rejects the client certificate, or requires one. */
    public Failure ofClientCertificate(String seen) {
        Optional<X509Certificate> shown = tls.keys().sentCertificate();
        Failure failure = shown.isEmpty()
                ? Failure.of(FailureKind.CLIENT_CERTIFICATE_REQUIRED, hostAndPort, seen)
                : Failure.of(FailureKind.CLIENT_CERTIFICATE_REFUSED, hostAndPort, subject(shown.get()), seen);
        StringBuilder evidence = new StringBuilder();
        shown.ifPresent(certificate -> evidence.append("certificate shown: ").append(description(certificate)));
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
                    hostAndPort,
                    SniSocketFactory.isAddress(name) ? "requests without a server name" : "the name " + name);
        }
        String seen = "TLS alert " + alert;
        if (tls.keys().isRequested() && CERTIFICATE_ALERTS.contains(alert)) {
            return ofClientCertificate(seen);
        }
        boolean isVersion = alert.equals("protocol_version");
        return Failure.of(isVersion ? FailureKind.TLS_VERSION_UNKNOWN : FailureKind.TLS_FAILED, hostAndPort, seen);
    }

    private Failure ofChain(List<X509Certificate> chain, CertificateException fault) {
        return ofFault(chain, fault)
                .withEvidence(chain.stream()
                        .map(TlsDiagnosis::description)
                        .collect(Collectors.joining("\n", "certificates sent: " + chain.size() + "\n", "")));
    }

    private Failure ofFault(List<X509Certificate> chain, CertificateException fault) {
        X509Certificate own = chain.get(0);
        if (fault instanceof OtherHostException) {
            return Failure.of(
                    FailureKind.CERTIFICATE_OTHER_HOST,
                    tls.serverName().orElse(host),
                    CertificateNames.of(own).description());
        }
        for (X509Certificate certificate : chain) {
            String owner = certificate == own ? host : host + "'s issuer " + subject(certificate);
            if (certificate.getNotAfter().before(Date.from(now))) {
                return Failure.of(FailureKind.CERTIFICATE_EXPIRED, owner, day(certificate.getNotAfter()));
            }
            if (certificate.getNotBefore().after(Date.from(now))) {
                return Failure.of(FailureKind.CERTIFICATE_NOT_YET_VALID, owner, day(certificate.getNotBefore()));
            }
        }
        Optional<String> reason = invalidity(fault);
        if (reason.isPresent()) {
            return Failure.of(FailureKind.CERTIFICATE_INVALID, host, reason.get());
        }
        return chain.size() == 1 && own.getIssuerX500Principal().equals(own.getSubjectX500Principal())
                ? Failure.of(FailureKind.CERTIFICATE_SELF_SIGNED, host, subject(own))
                : Failure.of(FailureKind.CERTIFICATE_ISSUER_UNKNOWN, host, issuer(chain.get(chain.size() - 1)));
    }

    /**
     * Returns the fault of a chain, in the words of the JDK, with the subject of the certificate if it is an issuer.
     *
     * @return empty if the authority is not known
     */
    private static Optional<String> invalidity(CertificateException fault) {
        if (fault.getCause() instanceof CertPathValidatorException path) {
            int index = path.getIndex();
            String issuer = index > 0
                    ? subject((X509Certificate)
                                    path.getCertPath().getCertificates().get(index)) + ": "
                    : "";
            return Optional.of(issuer + path.getMessage());
        }
        String text = String.valueOf(fault.getMessage());
        return text.contains(NO_PATH) ? Optional.empty() : Optional.of(text);
    }

    /** Describes a certificate: subject, issuer and validity. */
    public static String description(X509Certificate certificate) {
        return "subject " + subject(certificate) + ", issuer " + issuer(certificate) + ", valid "
                + day(certificate.getNotBefore()) + " to " + day(certificate.getNotAfter());
    }

    private static String subject(X509Certificate certificate) {
        return certificate.getSubjectX500Principal().getName();
    }

    private static String issuer(X509Certificate certificate) {
        return certificate.getIssuerX500Principal().getName();
    }

    /** Returns the alert that the server sent. It may be attached to another exception that it caused. */
    private static Optional<String> alert(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            Optional<String> own = alertIn(cause);
            if (own.isPresent()) {
                return own;
            }
            for (Throwable suppressed : cause.getSuppressed()) {
                Optional<String> attached = alertIn(suppressed);
                if (attached.isPresent()) {
                    return attached;
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<String> alertIn(Throwable e) {
        Matcher alert = ALERT.matcher(String.valueOf(e.getMessage()));
        return alert.find() ? Optional.of(alert.group(1)) : Optional.empty();
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

    private static String day(Date date) {
        return LocalDate.ofInstant(date.toInstant(), ZoneOffset.UTC).toString();
    }
}
