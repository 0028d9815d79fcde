package io.github.siocli.testing;

/**
 * Properties of a certificate to generate.
 *
 * @param signer name of the signer, or null for a self-signed certificate
 * @param host the only host of the certificate, with the loopback addresses if it is localhost
 * @param start start of validity, in days from now
 * @param days duration of validity
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
