package io.github.siocli.command.option;

import io.github.siocli.event.FailureException;
import io.github.siocli.net.tls.CertificateFiles;
import io.github.siocli.net.tls.TlsOptions;
import java.net.IDN;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** TLS options: trusted certificates, client certificate and server name. */
final class CertificateOptions implements OptionGroup {

    private static final String PASSWORD_VARIABLE = "SIO_KEY_PASS";

    @Override
    public String title() {
        return "TLS";
    }

    @Override
    public String topic() {
        return "tls";
    }

    @Override
    public List<OptionSpec> options() {
        return List.of(
                OptionSpecs.value("FILE", "Trusted CA certificates (PEM), not the system's", "--cacert"),
                OptionSpecs.value("FILE", "Client certificate with its chain (PEM or PKCS#12)", "--cert"),
                OptionSpecs.value("FILE", "Private key (PEM), if not in the --cert file", "--key"),
                OptionSpecs.value(
                        "PASSWORD|@FILE", "Passphrase of the key (or " + PASSWORD_VARIABLE + ")", "--key-pass"),
                OptionSpecs.value("NAME", "Server name for SNI and certificate checks", "--servername"),
                OptionSpecs.flag("Do not verify the server's certificate", "-k", "--insecure"));
    }

    TlsOptions read(ParseResult parsed, InputReader inputs, Map<String, String> variables) throws FailureException {
        return new TlsOptions(
                OptionSpecs.isSet(parsed, "--insecure"),
                path(parsed, "--cacert", inputs),
                systemAuthorities(inputs, variables),
                client(parsed, inputs, variables),
                serverName(parsed));
    }

    /** Returns the file that the variable of OpenSSL names, which other programs based on OpenSSL read too. */
    private static Optional<Path> systemAuthorities(InputReader inputs, Map<String, String> variables)
            throws FailureException {
        String file = variables.getOrDefault("SSL_CERT_FILE", "");
        return file.isEmpty() ? Optional.empty() : Optional.of(inputs.path(file));
    }

    private static Optional<CertificateFiles> client(
            ParseResult parsed, InputReader inputs, Map<String, String> variables) throws FailureException {
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

    private static Optional<String> serverName(ParseResult parsed) throws FailureException {
        Optional<String> name = OptionSpecs.text(parsed, "--servername");
        if (name.isPresent() && !isName(name.get())) {
            throw UsageErrors.error(
                    "\"" + name.get() + "\" is not a valid server name", "--servername app.example.org");
        }
        return name;
    }

    private static boolean isName(String name) {
        try {
            return !name.isEmpty()
                    && !IDN.toASCII(name).isEmpty()
                    && name.chars().noneMatch(c -> c <= ' ' || c == '/' || c == '@');
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static Optional<Path> path(ParseResult parsed, String option, InputReader inputs) throws FailureException {
        Optional<String> file = OptionSpecs.text(parsed, option);
        return file.isEmpty() ? Optional.empty() : Optional.of(inputs.path(file.get()));
    }
}
