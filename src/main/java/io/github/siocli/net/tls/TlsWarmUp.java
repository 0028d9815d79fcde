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

/** Initializes what the JDK needs for the first TLS connection of a process: providers and curve tables. */
public final class TlsWarmUp {

    private TlsWarmUp() {}

    public static void run() {
        try {
            // The first use of a curve computes tables, and the first parsing of a key generates code that no archive
            // contains.
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
            // A first handshake message initializes the classes of TLS.
            engine.wrap(
                    ByteBuffer.allocate(0),
                    ByteBuffer.allocate(engine.getSession().getPacketBufferSize()));
        } catch (GeneralSecurityException | IOException e) {
            // A connection attempt reports the problem.
        }
    }

    private static void translate(String algorithm, PublicKey key) throws GeneralSecurityException {
        KeyFactory.getInstance(algorithm).generatePublic(new X509EncodedKeySpec(key.getEncoded()));
    }
}
