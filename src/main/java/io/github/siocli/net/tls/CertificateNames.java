package io.github.siocli.net.tls;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;

/**
 * The names in the certificate of a server, and whether they cover a host (RFC 9525, section 6). The rules are those of
 * Node, whose clients are debugged with sio. The check of the JDK accepts more wildcards, rejects names with an
 * underscore, and parses the JDK's list of authorities first, which takes 25 ms.
 */
public final class CertificateNames {

    /** The kinds of names in {@link X509Certificate#getSubjectAlternativeNames} that are compared. */
    private static final Integer DNS_NAME = 2;

    private static final Integer IP_ADDRESS = 7;

    private final X509Certificate certificate;
    private final List<String> hosts = new ArrayList<>();
    private final List<String> addresses = new ArrayList<>();

    private CertificateNames(X509Certificate certificate) {
        this.certificate = certificate;
        for (List<?> alternative : alternatives(certificate)) {
            if (alternative.get(0).equals(DNS_NAME)) {
                hosts.add((String) alternative.get(1));
            } else if (alternative.get(0).equals(IP_ADDRESS)) {
                addresses.add((String) alternative.get(1));
            }
        }
    }

    /** Returns the names of a certificate. */
    public static CertificateNames of(X509Certificate certificate) {
        return new CertificateNames(certificate);
    }

    private static Collection<List<?>> alternatives(X509Certificate certificate) {
        try {
            Collection<List<?>> alternatives = certificate.getSubjectAlternativeNames();
            return alternatives == null ? List.of() : alternatives;
        } catch (CertificateParsingException unreadable) {
            return List.of();
        }
    }

    /**
     * Returns true if the certificate is for a host: it lists the host, or it lists no host name and its subject is the
     * host, as in old certificates.
     */
    boolean covers(String host) {
        return lists(host)
                || hosts.isEmpty()
                        && !SniSocketFactory.isAddress(host)
                        && commonName().filter(name -> matches(name, host)).isPresent();
    }

    /**
     * Returns true if the certificate lists a host among its subject alternative names. Browsers accept no other
     * certificate.
     *
     * @param host a host name in ASCII, or an address
     */
    public boolean lists(String host) {
        return SniSocketFactory.isAddress(host)
                ? addresses.contains(address(host))
                : hosts.stream().anyMatch(name -> matches(name, host));
    }

    /** Returns an address as the JDK writes those in certificates. */
    private static String address(String host) {
        int zone = host.indexOf('%');
        String address = zone < 0 ? host : host.substring(0, zone);
        try {
            // No lookup, because a text with a colon can only be an address.
            return address.indexOf(':') < 0
                    ? address
                    : InetAddress.getByName(address).getHostAddress();
        } catch (UnknownHostException e) {
            return address;
        }
    }

    private static boolean matches(String name, String host) {
        String pattern = normalized(name);
        String wanted = normalized(host);
        if (pattern.indexOf('*') < 0) {
            return !pattern.isEmpty() && pattern.equals(wanted);
        }
        // An asterisk stands for one whole label, and at least two labels follow it.
        int dot = wanted.indexOf('.');
        String domain = pattern.startsWith("*.") ? pattern.substring(2) : "";
        return dot > 0
                && domain.indexOf('*') < 0
                && domain.indexOf('.') > 0
                && wanted.substring(dot + 1).equals(domain);
    }

    private static String normalized(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
    }

    private Optional<String> commonName() {
        try {
            return new LdapName(certificate.getSubjectX500Principal().getName())
                    .getRdns().stream()
                            .filter(rdn -> rdn.getType().equalsIgnoreCase("CN"))
                            .map(Rdn::getValue)
                            .filter(String.class::isInstance)
                            .map(String.class::cast)
                            .reduce((general, specific) -> specific);
        } catch (InvalidNameException e) {
            return Optional.empty();
        }
    }

    /** Describes the names: those that are listed, or the subject if there are none. */
    public String description() {
        List<String> names = new ArrayList<>();
        for (String host : hosts) {
            boolean isMisleading = host.isEmpty() || SniSocketFactory.isAddress(host);
            names.add(isMisleading ? "the host name \"" + host + "\"" : host);
        }
        names.addAll(addresses);
        return names.isEmpty() ? certificate.getSubjectX500Principal().getName() : String.join(", ", names);
    }
}
