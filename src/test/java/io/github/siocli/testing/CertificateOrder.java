package io.github.siocli.testing;

/**
 * What a certificate is to be like.
 *
 * @param signer who signs it, or null for itself
 * @param host the only host it is for, with the addresses of localhost if it is that
 * @param start from when it is valid, in days from now
 * @param days for how long
 */
record CertificateOrder(String signer, String host, int start, int days) {

    static CertificateOrder selfSigned(String host) {
        return new CertificateOrder(null, host, -1, 30);
    }

    static CertificateOrder signedBy(String signer, String host) {
        return new CertificateOrder(signer, host, -1, 30);
    }

    CertificateOrder valid(int start, int days) {
        return new CertificateOrder(signer, host, start, days);
    }

    String alternativeNames() {
        return host.equals("localhost") ? "dns:localhost,ip:127.0.0.1,ip:::1" : "dns:" + host;
    }
}
