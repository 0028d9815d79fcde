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
 * PEM files with a certificate for this machine, its private key, and the certificate of the authority that issued it.
 *
 * <p>The authority has an RSA key and the server an EC key, so that the training run records the classes of both.
 *
 * @param authority the certificate of the authority
 * @param certificate the certificate of the server
 * @param key the private key of the server (PKCS#8)
 */
record TlsFiles(Path authority, Path certificate, Path key) {

    private static final String PASSWORD = "training";
    private static final String AUTHORITY = "authority";
    private static final String SERVER = "server";
    private static final int TIMEOUT_SECONDS = 60;

    /**
     * Creates the files in a directory with {@code keytool} of the JDK.
     *
     * @throws IOException if {@code keytool} is missing or fails
     */
    static TlsFiles create(Path directory) throws IOException, InterruptedException {
        Path store = directory.resolve("store.p12");
        generate(store, AUTHORITY, "-keyalg", "RSA", "-dname", "CN=Training", "-ext", "bc:c");
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
            throw new IOException("the certificate that keytool created cannot be read", e);
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
        if (!keytool.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS) || keytool.exitValue() != 0) {
            keytool.destroy();
            throw new IOException("keytool created no certificate");
        }
    }

    private static Path pem(Path file, String label, byte[] content) throws IOException {
        return Files.writeString(
                file,
                "-----BEGIN " + label + "-----\n"
                        + Base64.getMimeEncoder().encodeToString(content)
                        + "\n-----END " + label + "-----\n");
    }
}
