package io.github.siocli.server.engine;

import io.github.siocli.event.Failure;
import io.github.siocli.event.FailureException;
import io.github.siocli.event.FailureKind;
import io.github.siocli.input.BoundedReader;
import io.github.siocli.input.InputTooLargeException;
import io.github.siocli.net.tls.ServerTls;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Creates the TLS handlers of connections, with the TLS of the JDK. Only this type names the TLS classes of Netty:
 * using one loads all of them, including those for a native library that is not installed.
 */
@FunctionalInterface
interface TlsHandlers {

    /** Creates the handler for a connection. */
    ChannelHandler on(Channel channel);

    /**
     * Reads certificate and key.
     *
     * @throws FailureException if one of them cannot be read
     */
    static TlsHandlers of(ServerTls tls) throws FailureException {
        try (InputStream certificate = open(tls.certificate());
                InputStream key = open(tls.key())) {
            SslContext context = SslContextBuilder.forServer(
                            certificate, key, tls.password().orElse(null))
                    .sslProvider(SslProvider.JDK)
                    .build();
            return channel -> context.newHandler(channel.alloc());
        } catch (IllegalArgumentException | IOException e) {
            throw new FailureException(
                    Failure.of(
                            FailureKind.FILE_UNREADABLE,
                            tls.certificate() + " and " + tls.key(),
                            "not a certificate and its private key as PEM (PKCS#8)"
                                    + Optional.ofNullable(e.getCause())
                                            .map(cause -> ": " + cause.getMessage())
                                            .orElse("")),
                    e);
        }
    }

    private static InputStream open(Path file) throws FailureException {
        try {
            return new ByteArrayInputStream(BoundedReader.certificates(file));
        } catch (InputTooLargeException e) {
            throw new FailureException(Failure.of(FailureKind.FILE_UNREADABLE, file.toString(), e.getMessage()), e);
        } catch (IOException e) {
            throw new FailureException(
                    Failure.of(
                            FailureKind.FILE_UNREADABLE,
                            file.toString(),
                            Files.exists(file) ? "it cannot be opened" : "there is no such file"),
                    e);
        }
    }
}
