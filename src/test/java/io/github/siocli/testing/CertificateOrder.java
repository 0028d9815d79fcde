package io.github.siocli.testing;

/**
 * Properties of a certificate to generate.
 *
 * @param signer name of the signer, or null for a self-signed certificate
 * @param host the only host of the certificate, with the loopback addresses if it is localhost
 * @param start start of validity, in days from now
 * @param days duration of validity
 * @param isForClients true if the extended key usage allows clients only
 * @param sendsSigner true if the server sends the certificate of the signer too
 */
record CertificateOrder(String signer, String host, int start, int days, boolean isForClients, boolean sendsSigner) {

    static CertificateOrder selfSigned(String host) {
        return new CertificateOrder(null, host, -1, 30, false, false);
    }

    static CertificateOrder signedBy(String signer, String host) {
        return new CertificateOrder(signer, host, -1, 30, false, false);
    }

    CertificateOrder valid(int start, int days) {
        return new CertificateOrder(signer, host, start, days, isForClients, sendsSigner);
    }

    CertificateOrder forClients() {
        return new CertificateOrder(signer, host, start, days, true, sendsSigner);
    }

    CertificateOrder sendingSigner() {
        return new CertificateOrder(signer, host, start, days, isForClients, true);
    }

    String alternativeNames() {
        return host.equals("localhost") ? "dns:localhost,ip:127.0.0.1,ip:::1" : "dns:" + host;
    }
}
