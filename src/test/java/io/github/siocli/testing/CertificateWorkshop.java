package io.github.siocli.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Generates certificates with the {@code keytool} of this JDK, each once, in a directory below {@code target}. */
final class CertificateWorkshop {

    private static final char[] PASSWORD = Certificates.PASSWORD.toCharArray();
    private static final String AUTHORITY = "authority";
    private static final String INTERMEDIATE = "intermediate";
    private static final Map<String, Product> MADE = new HashMap<>();

    private static CertificateWorkshop open;

    /** The files of a certificate. */
    record Product(Path certificate, Path key, Path keyStore, Path authority) {}

    private final Path directory;
    private final Path store;

    private CertificateWorkshop() throws IOException {
        directory = Files.createTempDirectory(
                Files.createDirectories(Path.of("target").toAbsolutePath()), "certificates");
        store = directory.resolve("workshop.p12");
        generate(AUTHORITY, "-dname", "CN=sio test authority", "-validity", "3650", "-ext", "bc:critical=ca:true");
        issue(INTERMEDIATE, "-validity", "3650", "-ext", "bc:critical=ca:true");
        issue("server", "-validity", "3650");
        issue("expired-issuer", "-startdate", "-10d", "-validity", "5", "-ext", "bc:critical=ca:true");
    }

    private void issue(String alias, String... options) throws IOException {
        List<String> all = new ArrayList<>(List.of("-dname", "CN=sio test " + alias, "-signer", AUTHORITY));
        all.addAll(List.of(options));
        generate(alias, all.toArray(String[]::new));
    }

    static synchronized Product make(String name, CertificateOrder order) {
        try {
            Product product = MADE.get(name);
            if (product == null) {
                open = open == null ? new CertificateWorkshop() : open;
                product = open.produce(name.toLowerCase(Locale.ROOT), order);
                MADE.put(name, product);
            }
            return product;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new AssertionError("cannot make the certificate " + name, e);
        }
    }

    private Product produce(String name, CertificateOrder order) throws IOException, GeneralSecurityException {
        List<String> options = new ArrayList<>(List.of(
                "-dname",
                "CN=" + order.host(),
                "-ext",
                "san=" + order.alternativeNames(),
                "-startdate",
                "%+dd".formatted(order.start()),
                "-validity",
                Integer.toString(order.days())));
        if (order.signer() != null) {
            options.addAll(List.of("-signer", order.signer()));
        }
        if (order.isForClients()) {
            options.addAll(List.of("-ext", "eku=clientAuth"));
        }
        generate(name, options.toArray(String[]::new));

        KeyStore all = KeyStore.getInstance(store.toFile(), PASSWORD);
        Certificate own = all.getCertificate(name);
        Certificate trusted = order.signer() == null ? own : all.getCertificate(AUTHORITY);
        Path keyStore = directory.resolve(name + ".p12");
        save(all, name, own, keyStore);
        Path file = pem(name + ".crt", "CERTIFICATE", own.getEncoded());
        if (order.sendsSigner()) {
            Certificate signer = all.getCertificate(order.signer());
            Path second = pem(name + "-signer.crt", "CERTIFICATE", signer.getEncoded());
            Files.writeString(file, Files.readString(file) + Files.readString(second));
        }
        return new Product(
                file,
                pem(name + ".key", "PRIVATE KEY", all.getKey(name, PASSWORD).getEncoded()),
                keyStore,
                pem(name + "-authority.crt", "CERTIFICATE", trusted.getEncoded()));
    }

    private static void save(KeyStore all, String name, Certificate own, Path file)
            throws IOException, GeneralSecurityException {
        KeyStore single = KeyStore.getInstance("PKCS12");
        single.load(null, PASSWORD);
        single.setKeyEntry(name, all.getKey(name, PASSWORD), PASSWORD, new Certificate[] {own});
        try (var out = Files.newOutputStream(file)) {
            single.store(out, PASSWORD);
        }
    }

    private Path pem(String file, String type, byte[] content) throws IOException {
        String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
        return Files.writeString(
                directory.resolve(file), "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n".formatted(type, text));
    }

    private void generate(String alias, String... options) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                alias,
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                Certificates.PASSWORD));
        command.addAll(List.of(options));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try (var output = process.getInputStream()) {
            String text = new String(output.readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new AssertionError("keytool failed: " + command + "\n" + text);
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while keytool ran", e);
        }
    }
}
