package io.github.siocli.startup;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A certificate for this machine, its key, and the authority behind it, that nobody else trusts. The authority has an RSA key
 * and the server one on a curve, so that both are known afterwards.
 *
 * @param authority the certificate of the authority, a PEM file
 * @param certificate the certificate, a PEM file
 * @param key its key, a PEM file (PKCS#8)
 */
record TlsFiles(Path authority, Path certificate, Path key) {

    private static final String PASSWORD = "rehearsal";
    private static final String AUTHORITY = "authority";
    private static final String SERVER = "server";
    private static final int PATIENCE_SECONDS = 60;

    /**
     * Makes them in a directory, with the JDK's own {@code keytool}.
     *
     * @throws IOException where there is none
     */
    static TlsFiles in(Path directory) throws IOException, InterruptedException {
        Path store = directory.resolve("store.p12");
        generate(store, AUTHORITY, "-keyalg", "RSA", "-dname", "CN=Rehearsal", "-ext", "bc:c");
        generate(
                store,
                SERVER,
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-dname",
                "CN=localhost",
                "-ext",
                "SAN=ip:127.0.0.1,dns:localhost",
                "-signer",
                AUTHORITY);
        try (InputStream in = Files.newInputStream(store)) {
            KeyStore keys = KeyStore.getInstance("PKCS12");
            keys.load(in, PASSWORD.toCharArray());
            return new TlsFiles(
                    pem(
                            directory.resolve("authority.pem"),
                            "CERTIFICATE",
                            keys.getCertificate(AUTHORITY).getEncoded()),
                    pem(
                            directory.resolve("certificate.pem"),
                            "CERTIFICATE",
                            keys.getCertificate(SERVER).getEncoded()),
                    pem(
                            directory.resolve("key.pem"),
                            "PRIVATE KEY",
                            keys.getKey(SERVER, PASSWORD.toCharArray()).getEncoded()));
        } catch (GeneralSecurityException e) {
            throw new IOException("keytool has made a certificate that cannot be read", e);
        }
    }

    private static void generate(Path store, String alias, String... options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keystore",
                store.toString(),
                "-storetype",
                "PKCS12",
                "-storepass",
                PASSWORD,
                "-validity",
                "1",
                "-alias",
                alias));
        command.addAll(List.of(options));
        Process keytool = new ProcessBuilder(command).inheritIO().start();
        if (!keytool.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) || keytool.exitValue() != 0) {
            keytool.destroy();
            throw new IOException("keytool has made no certificate");
        }
    }

    private static Path pem(Path file, String what, byte[] content) throws IOException {
        return Files.writeString(
                file,
                "-----BEGIN " + what + "-----\n"
                        + Base64.getMimeEncoder().encodeToString(content)
                        + "\n-----END " + what + "-----\n");
    }
}
