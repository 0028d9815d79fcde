package io.github.siocli.net.tls;

import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/**
 * Sends the user's certificate to a server that asks for one, even if its issuer is not among the authorities that the
 * server accepts: the server's alert explains the problem better. Records that the server asked.
 */
public final class ClientKeyManager extends X509ExtendedKeyManager {

    private static final String ALIAS = "own";

    /** Null if the user has no certificate. */
    private final @Nullable CertificateAndKey certificate;

    private volatile boolean requested;
    private volatile boolean sent;
    private volatile List<String> authorities = List.of();

    /**
     * Creates a key manager.
     *
     * @param own the certificate of the user; null for none
     */
    ClientKeyManager(@Nullable CertificateAndKey own) {
        this.certificate = own;
    }

    /** Returns true if the server asked for a certificate. */
    public boolean isRequested() {
        return requested;
    }

    /** Returns the certificate that was sent to the server; empty if none was sent. */
    public Optional<X509Certificate> sentCertificate() {
        return sent && certificate != null ? Optional.of(certificate.chain().get(0)) : Optional.empty();
    }

    /** Returns the authorities whose certificates the server accepts; empty if it does not name any. */
    public List<String> authorities() {
        return authorities;
    }

    @Override
    public String chooseClientAlias(String[] keyTypes, Principal[] issuers, Socket socket) {
        return choose(keyTypes, issuers);
    }

    @Override
    public String chooseEngineClientAlias(String[] keyTypes, Principal[] issuers, SSLEngine engine) {
        return choose(keyTypes, issuers);
    }

    private String choose(String[] keyTypes, Principal... issuers) {
        requested = true;
        if (issuers != null) {
            authorities = Arrays.stream(issuers).map(Principal::getName).toList();
        }
        boolean fits = certificate != null
                && Arrays.asList(keyTypes).contains(certificate.key().getAlgorithm());
        sent |= fits;
        return fits ? ALIAS : null;
    }

    @Override
    public X509Certificate[] getCertificateChain(String alias) {
        return certificate == null ? null : certificate.chain().toArray(X509Certificate[]::new);
    }

    @Override
    public PrivateKey getPrivateKey(String alias) {
        return certificate == null ? null : certificate.key();
    }

    @Override
    public String[] getClientAliases(String keyType, Principal[] issuers) {
        return certificate == null ? null : new String[] {ALIAS};
    }

    @Override
    public String[] getServerAliases(String keyType, Principal[] issuers) {
        return null;
    }

    @Override
    public String chooseServerAlias(String keyType, Principal[] issuers, Socket socket) {
        return null;
    }
}
