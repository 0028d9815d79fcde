package io.github.siocli.net.tls;

import io.github.siocli.event.FailureException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.UnrecoverableKeyException;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** Reads PKCS#12 files, which contain a key with its certificates, encrypted (RFC 7292). */
final class Pkcs12 {

    private static final byte[] VERSION = {0x02, 1, 3};
    private static final int MAX_ASCII = 0x7f;
    private static final int SEQUENCE = 0x30;
    private static final int LENGTH_OF_LENGTH = 0x7f;

    private Pkcs12() {}

    /**
     * Returns true if the content begins like a PKCS#12 file: with a sequence, in DER or BER, whose first element is
     * the version.
     */
    static boolean isPkcs12(byte[] content) {
        if (content.length < VERSION.length + 2 || content[0] != SEQUENCE) {
            return false;
        }
        int start = 2 + (content[1] < 0 ? content[1] & LENGTH_OF_LENGTH : 0);
        return content.length >= start + VERSION.length
                && Arrays.equals(content, start, start + VERSION.length, VERSION, 0, VERSION.length);
    }

    static CertificateAndKey read(CertificateFiles files, byte[] content) throws FailureException {
        Path file = files.certificate();
        if (files.key().isPresent()) {
            throw CertificateAndKey.wrong(file + " is a PKCS#12 file, which includes the key", "omit --key");
        }
        if (files.password().orElse("").chars().anyMatch(c -> c > MAX_ASCII)) {
            throw CertificateAndKey.wrong(
                    "Java supports only ASCII passwords for PKCS#12 files",
                    "convert it to PEM: openssl pkcs12 -in FILE -out NEW");
        }
        char[] password = files.password().orElse("").toCharArray();
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(new ByteArrayInputStream(content), password);
            for (String alias : Collections.list(store.aliases())) {
                if (store.isKeyEntry(alias) && store.getKey(alias, password) instanceof PrivateKey key) {
                    return new CertificateAndKey(key, chain(store.getCertificateChain(alias)));
                }
            }
            throw CertificateAndKey.unreadable(file, "it holds no private key", null);
        } catch (UnrecoverableKeyException e) {
            throw CertificateAndKey.encrypted(file, files.password().isPresent());
        } catch (IOException e) {
            if (e.getCause() instanceof UnrecoverableKeyException) {
                throw CertificateAndKey.encrypted(file, files.password().isPresent());
            }
            throw CertificateAndKey.unreadable(file, "the PKCS#12 file is invalid: " + e.getMessage(), e);
        } catch (GeneralSecurityException e) {
            throw CertificateAndKey.unreadable(file, "this Java cannot read the PKCS#12 file: " + e.getMessage(), e);
        }
    }

    private static List<X509Certificate> chain(Certificate[] certificates) {
        List<X509Certificate> chain = new ArrayList<>();
        for (Certificate certificate : certificates) {
            chain.add((X509Certificate) certificate);
        }
        return chain;
    }
}
