package io.github.siocli.command.option;

import io.github.siocli.event.FailureException;
import io.github.siocli.net.tls.CertificateFiles;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** The options for a certificate with its private key, which clients and servers share. */
public final class CertificateFileOptions {

    private static final String PASSWORD_VARIABLE = "SIO_KEY_PASS";

    private CertificateFileOptions() {}

    /**
     * Returns the options in the order of the help.
     *
     * @param certificate the certificate as the help calls it, such as {@code Client certificate}
     */
    public static List<OptionSpec> options(String certificate) {
        return List.of(
                OptionSpecs.value("FILE", certificate + " with its chain (PEM or PKCS#12)", "--cert"),
                OptionSpecs.value("FILE", "Private key (PEM), if not in the --cert file", "--key"),
                OptionSpecs.value(
                        "PASSWORD|@FILE", "Passphrase of the key (or " + PASSWORD_VARIABLE + ")", "--key-pass"));
    }

    /**
     * Reads the options; empty if no certificate is given. The files of certificate and key are not read.
     *
     * @param variables environment variables
     * @throws FailureException if an option needs another one, or the file of the passphrase cannot be read
     */
    public static Optional<CertificateFiles> read(ParseResult parsed, InputReader inputs, Map<String, String> variables)
            throws FailureException {
        Optional<Path> certificate = path(parsed, "--cert", inputs);
        Optional<Path> key = path(parsed, "--key", inputs);
        Optional<String> password = OptionSpecs.text(parsed, "--key-pass");
        if (certificate.isEmpty()) {
            if (key.isPresent() || password.isPresent()) {
                throw UsageErrors.error((key.isPresent() ? "--key" : "--key-pass") + " needs --cert", "--cert FILE");
            }
            return Optional.empty();
        }
        if (password.isPresent()
                && password.get().startsWith("@")
                && password.get().length() > 1) {
            password = Optional.of(inputs.text(password.get().substring(1)).strip());
        }
        if (password.isEmpty()) {
            password = Optional.ofNullable(variables.get(PASSWORD_VARIABLE)).filter(text -> !text.isEmpty());
        }
        return Optional.of(new CertificateFiles(certificate.get(), key, password));
    }

    /** Returns the file of an option; empty if the option is not given. */
    static Optional<Path> path(ParseResult parsed, String option, InputReader inputs) throws FailureException {
        Optional<String> file = OptionSpecs.text(parsed, option);
        return file.isEmpty() ? Optional.empty() : Optional.of(inputs.path(file.get()));
    }
}
