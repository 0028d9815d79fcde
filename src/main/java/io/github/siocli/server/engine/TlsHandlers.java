package io.github.siocli.server.engine;

import io.github.siocli.event.Failure;
import io.github.siocli.event.FailureException;
import io.github.siocli.event.FailureKind;
import io.github.siocli.net.tls.CertificateAndKey;
import io.github.siocli.net.tls.ServerTls;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.io.IOException;

/**
 * Creates the TLS handlers of connections, which use the TLS of the JDK. No other class may refer to Netty's TLS classes:
 * the first use of one loads them all, including those for a native library that sio does not have.
 */
@FunctionalInterface
interface TlsHandlers {

    /** Creates the handler of a connection. */
    ChannelHandler create(Channel channel);

    /**
     * Reads certificate and key, with the reader that clients use too.
     *
     * @throws FailureException if a file cannot be read, or if the JDK cannot use the certificate
     */
    static TlsHandlers of(ServerTls tls) throws FailureException {
        CertificateAndKey own = tls.read();
        try {
            SslContext context = SslContextBuilder.forServer(own.key(), own.chain())
                    .sslProvider(SslProvider.JDK)
                    .build();
            return channel -> context.newHandler(channel.alloc());
        } catch (IllegalArgumentException | IOException e) {
            throw new FailureException(
                    Failure.of(
                            FailureKind.FILE_UNREADABLE,
                            tls.files().certificate().toString(),
                            "this Java cannot use the certificate in it: " + e.getMessage()),
                    e);
        }
    }
}
