package io.github.siocli.net.tls;

import java.security.cert.CertificateException;

/** A trusted certificate is not for the host that was connected to. */
final class OtherHostException extends CertificateException {

    private static final long serialVersionUID = 1L;

    OtherHostException(String host) {
        super("no name of the certificate is " + host);
    }
}
