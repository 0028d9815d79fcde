package io.github.siocli.command.option;

import io.github.siocli.event.FailureException;
import io.github.siocli.net.tls.TlsOptions;
import java.net.IDN;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** TLS options: trusted certificates, client certificate and server name. */
final class CertificateOptions implements OptionGroup {

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
        List<OptionSpec> options = new ArrayList<>();
        options.add(OptionSpecs.value("FILE", "Trusted CA certificates (PEM), not the system's", "--cacert"));
        options.addAll(CertificateFileOptions.options("Client certificate"));
        options.add(OptionSpecs.value("NAME", "Server name for SNI and certificate checks", "--servername"));
        options.add(OptionSpecs.flag("Do not verify the server's certificate", "-k", "--insecure"));
        return List.copyOf(options);
    }

    TlsOptions read(ParseResult parsed, InputReader inputs, Map<String, String> variables) throws FailureException {
        return new TlsOptions(
                OptionSpecs.isSet(parsed, "--insecure"),
                CertificateFileOptions.path(parsed, "--cacert", inputs),
                systemAuthorities(inputs, variables),
                CertificateFileOptions.read(parsed, inputs, variables),
                serverName(parsed));
    }

    /** Returns the file that the variable of OpenSSL names, which other programs based on OpenSSL read too. */
    private static Optional<Path> systemAuthorities(InputReader inputs, Map<String, String> variables)
            throws FailureException {
        String file = variables.getOrDefault("SSL_CERT_FILE", "");
        return file.isEmpty() ? Optional.empty() : Optional.of(inputs.path(file));
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
                    && name.chars().noneMatch(c -> c <= ' ' || c == '/' || c == '@' || c == '*');
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
