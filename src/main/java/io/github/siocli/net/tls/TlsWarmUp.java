package io.github.siocli.net.tls;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;

/** What the JDK sets up for the first TLS connection of a process: providers, tables of the curves, its own authorities. */
public final class TlsWarmUp {

    /** The JDK looks whether a chain ends in one of its own authorities, also where others are to be trusted. */
    private static final String AUTHORITIES = "sun.security.util.AnchorCertificates";

    private TlsWarmUp() {}

    public static void run() {
        try {
            // The first use of a curve computes tables, and the first reading of a key has code made that no archive
            // holds.
            KeyPairGenerator curve = KeyPairGenerator.getInstance("EC");
            curve.initialize(new ECGenParameterSpec("secp256r1"));
            translate("EC", curve.generateKeyPair().getPublic());
            translate(
                    "XDH",
                    KeyPairGenerator.getInstance("X25519").generateKeyPair().getPublic());
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[0], null);
            SSLEngine engine = context.createSSLEngine();
            engine.setUseClientMode(true);
            // A first message sets up what TLS is made of.
            engine.wrap(
                    ByteBuffer.allocate(0),
                    ByteBuffer.allocate(engine.getSession().getPacketBufferSize()));
            Class.forName(AUTHORITIES, true, null);
        } catch (GeneralSecurityException | IOException | ReflectiveOperationException e) {
            // Whoever connects is told; and another JDK may have no such class.
        }
    }

    private static void translate(String algorithm, PublicKey key) throws GeneralSecurityException {
        KeyFactory.getInstance(algorithm).generatePublic(new X509EncodedKeySpec(key.getEncoded()));
    }
}
