package io.github.siocli.doctor.check;

import io.github.siocli.doctor.Check;
import io.github.siocli.doctor.CheckContext;
import io.github.siocli.doctor.CheckModel;
import io.github.siocli.doctor.check.TlsAttempt.Offer;
import io.github.siocli.doctor.result.Advice;
import io.github.siocli.doctor.result.Advice.Snippet;
import io.github.siocli.doctor.result.CheckLayer;
import io.github.siocli.doctor.result.Finding;
import io.github.siocli.doctor.result.Place;
import io.github.siocli.event.Failure;
import io.github.siocli.event.FailureException;
import io.github.siocli.event.FailureKind;
import io.github.siocli.net.ServerAddress;
import io.github.siocli.net.tls.CertificateNames;
import io.github.siocli.net.tls.ClientTls;
import io.github.siocli.net.tls.SniSocketFactory;
import io.github.siocli.net.tls.TlsDiagnosis;
import io.github.siocli.net.tls.TlsOptions;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;

/** Performs TLS handshakes: as a connection does, with each version, and without a server name. */
final class TlsCheck implements Check {

    /** Remaining validity of a certificate below which its renewal is overdue: automatic renewals come earlier. */
    private static final long FEW_DAYS = 14;

    private static final List<String> VERSIONS = List.of("TLSv1.3", "TLSv1.2");
    /** Problems of a certificate with which the JDK does not check its names. */
    private static final Set<FailureKind> HIDING_THE_NAME = EnumSet.of(
            FailureKind.CERTIFICATE_SELF_SIGNED,
            FailureKind.CERTIFICATE_ISSUER_UNKNOWN,
            FailureKind.CERTIFICATE_EXPIRED,
            FailureKind.CERTIFICATE_INVALID,
            FailureKind.CERTIFICATE_NOT_YET_VALID);
    /** The extension that names where the certificate of the issuer can be downloaded (RFC 5280, 4.2.2.1). */
    private static final String AUTHORITY_ACCESS = "1.3.6.1.5.5.7.1.1";

    @Override
    public CheckModel model() {
        return CheckModel.of("tls", CheckLayer.TLS, "TLS")
                .requiring(ServerFacts.CONNECTION)
                .providing(ServerFacts.CHANNEL);
    }

    @Override
    public Finding run(CheckContext context) throws InterruptedException {
        ServerAddress server = context.options().server();
        if (!server.secure()) {
            context.facts().put(ServerFacts.CHANNEL, "");
            return Finding.skipped("not used with " + server.url());
        }
        List<Callable<TlsAttempt>> tasks = new ArrayList<>();
        tasks.add(() -> TlsAttempt.run(context, context.route().tls(), Offer.LIKE_CONNECT));
        tasks.add(() -> TlsAttempt.run(context, acceptingTls(context), Offer.NAMELESS));
        for (String version : VERSIONS) {
            tasks.add(() -> TlsAttempt.run(context, acceptingTls(context), Offer.ofVersion(version)));
        }
        List<TlsAttempt> attempts = context.runAll(tasks);
        TlsAttempt attempt = attempts.get(0);
        List<TlsAttempt> accepting = attempts.subList(2, attempts.size());
        String evidence = evidence(context, attempt, accepting, attempts.get(1));
        if (attempt.failure().isPresent()) {
            return refused(context, attempt, accepting, false).withEvidence(evidence);
        }
        context.facts().put(ServerFacts.CHANNEL, attempt.protocol());
        return finding(context, attempt, accepting).withEvidence(evidence);
    }

    /** Returns settings that accept every certificate, and send that of the user. */
    private static ClientTls acceptingTls(CheckContext context) throws FailureException {
        TlsOptions given = context.options().network().tls();
        return ClientTls.create(new TlsOptions(
                true, given.authorities(), given.systemAuthorities(), given.client(), given.serverName()));
    }

    /**
     * Returns the finding of a refused certificate, or of another reason for which the handshake failed.
     *
     * @param accepting attempts that accept every certificate
     */
    private static Finding refused(
            CheckContext context, TlsAttempt attempt, List<TlsAttempt> accepting, boolean isTolerated) {
        Failure failure = attempt.failure().orElseThrow();
        Advice[] advice = advice(context, attempt, failure);
        Finding finding = isTolerated ? Finding.tolerated(failure, advice) : Finding.failed(failure, advice);
        boolean isOtherHost = HIDING_THE_NAME.contains(failure.kind())
                && accepting.stream().anyMatch(TlsAttempt::isConnected)
                && accepting.stream().noneMatch(TlsAttempt::coversHost);
        return isOtherHost
                ? finding.and(Failure.of(
                        FailureKind.CERTIFICATE_OTHER_HOST,
                        name(context),
                        CertificateNames.of(attempt.chain().get(0)).description()))
                : finding;
    }

    private static Advice[] advice(CheckContext context, TlsAttempt attempt, Failure failure) {
        Advice complete = Advice.of(
                Place.CERTIFICATE,
                "let the server send its intermediate certificates after its own",
                ProxySnippets.certificateChain());
        Advice browsers = Advice.of(
                Place.CLIENT,
                "for browsers, import the authority into their trust store; for development, mkcert does that",
                List.of(Snippet.of("mkcert", """
                        mkcert -install   # creates an authority that the browsers of this machine trust
                        mkcert %s   # creates certificate and key of the server
                        """.formatted(name(context)))));
        if (failure.kind() == FailureKind.CERTIFICATE_SELF_SIGNED) {
            return new Advice[] {trust(context, "trust it: "), browsers};
        }
        if (failure.kind() != FailureKind.CERTIFICATE_ISSUER_UNKNOWN) {
            return new Advice[0];
        }
        Advice trust = trust(context, "if the authority is a private one, trust it: ");
        return isIntermediateMissing(context, attempt.chain())
                ? new Advice[] {complete, trust, browsers}
                : new Advice[] {trust, browsers, complete};
    }

    private static Advice trust(CheckContext context, String beginning) {
        return Advice.of(
                Place.CLIENT,
                beginning + "NODE_EXTRA_CA_CERTS=FILE or the option ca for Node, --cacert FILE for sio",
                List.of(Snippet.of(
                        "Node.js", """
                        // NODE_EXTRA_CA_CERTS=authority.pem node client.js, or
                        const socket = io("%s", { ca: fs.readFileSync("authority.pem") });
                        """.formatted(context.options().server().url()))));
    }

    /** Returns the name that the certificate must have. */
    private static String name(CheckContext context) {
        return context.options()
                .network()
                .tls()
                .serverName()
                .orElse(context.options().server().host());
    }

    /**
     * Returns true if the issuer of the last certificate is most likely an intermediate authority: public authorities
     * name the place of its certificate, and the user's authorities are not the issuer.
     */
    private static boolean isIntermediateMissing(CheckContext context, List<X509Certificate> chain) {
        if (chain.isEmpty()) {
            return false;
        }
        X509Certificate last = chain.get(chain.size() - 1);
        return last.getExtensionValue(AUTHORITY_ACCESS) != null
                || context.options().network().tls().authorities().isPresent();
    }

    private static Finding finding(CheckContext context, TlsAttempt attempt, List<TlsAttempt> accepting) {
        X509Certificate own = attempt.chain().get(0);
        String fact = attempt.protocol() + ", " + attempt.cipher() + "; certificate for "
                + CertificateNames.of(own).description()
                + ", " + daysLeft(context, own) + " days left"
                + (context.route().tls().keys().isRequested() ? "; client certificate asked for" : "");
        for (X509Certificate certificate : attempt.chain()) {
            if (daysLeft(context, certificate) < FEW_DAYS) {
                return Finding.warning(
                        "the certificate of "
                                + certificate.getSubjectX500Principal().getName() + " expires in "
                                + daysLeft(context, certificate) + " days",
                        Advice.of(Place.CERTIFICATE, "renew it, and check the automatic renewal"));
            }
        }
        TlsOptions tls = context.options().network().tls();
        if (tls.insecure()) {
            return insecure(context, accepting, fact);
        }
        return tls.authorities().isEmpty() && !ClientTls.isTrustedByJdk(attempt.chain())
                ? Finding.warning(
                        "only the list of authorities of this system trusts the certificate",
                        Advice.of(
                                Place.CLIENT,
                                "give the authority to clients with a list of their own: NODE_EXTRA_CA_CERTS=FILE for"
                                        + " Node, a trust store for Java"))
                : Finding.ok(fact);
    }

    /** Checks the certificate although the user does not want it, because browsers do. */
    private static Finding insecure(CheckContext context, List<TlsAttempt> accepting, String fact) {
        TlsOptions given = context.options().network().tls();
        try {
            ClientTls checking = ClientTls.create(new TlsOptions(
                    false, given.authorities(), given.systemAuthorities(), given.client(), given.serverName()));
            TlsAttempt attempt = TlsAttempt.run(context, checking, Offer.LIKE_CONNECT);
            return attempt.isConnected()
                    ? Finding.ok(fact + "; --insecure is not needed")
                    : refused(context, attempt, accepting, true);
        } catch (FailureException e) {
            return Finding.tolerated(e.failure());
        }
    }

    private static long daysLeft(CheckContext context, X509Certificate certificate) {
        return Duration.between(
                        context.clock().instant(), certificate.getNotAfter().toInstant())
                .toDays();
    }

    private static String reason(Failure failure) {
        return failure.kind() == FailureKind.TLS_VERSION_UNKNOWN ? "not offered" : failure.message();
    }

    private static String evidence(
            CheckContext context, TlsAttempt attempt, List<TlsAttempt> versions, TlsAttempt nameless) {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < VERSIONS.size(); i++) {
            TlsAttempt version = versions.get(i);
            lines.add(VERSIONS.get(i) + ": "
                    + version.failure()
                            .map(TlsCheck::reason)
                            .orElseGet(() -> version.cipher()
                                    + (version.application().isEmpty() ? "" : ", " + version.application())));
        }
        List<X509Certificate> chain =
                attempt.chain().isEmpty() ? versions.get(0).chain() : attempt.chain();
        for (int i = 0; i < chain.size(); i++) {
            lines.add("certificate " + (i + 1) + ": " + TlsDiagnosis.description(chain.get(i)) + ", "
                    + daysLeft(context, chain.get(i)) + " days left");
        }
        if (!chain.isEmpty()) {
            lines.add("names: " + CertificateNames.of(chain.get(0)).description());
            lines.add("trusted by the JDK: " + (ClientTls.isTrustedByJdk(chain) ? "yes" : "no"));
        }
        if (!SniSocketFactory.isAddress(context.options().server().host())) {
            lines.add("without a server name (SNI): "
                    + (nameless.chain().equals(chain)
                            ? "the same certificate"
                            : nameless.failure()
                                    .map(Failure::message)
                                    .orElseGet(() -> "a certificate for "
                                            + CertificateNames.of(
                                                            nameless.chain().get(0))
                                                    .description())));
        }
        return String.join("\n", lines);
    }

    @Override
    public Duration limit(CheckContext context) {
        return context.timeout().multipliedBy(2).plusSeconds(1);
    }
}
