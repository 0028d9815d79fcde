package io.github.siocli.doctor.check;

import io.github.siocli.client.option.ConnectOptions;
import io.github.siocli.client.option.ConnectOptions.Endpoint;
import io.github.siocli.client.option.ConnectOptions.HttpSettings;
import io.github.siocli.client.option.ConnectOptions.NetworkSettings;
import io.github.siocli.doctor.CheckContext;
import io.github.siocli.doctor.Exchange;
import io.github.siocli.doctor.ProbeClient;
import io.github.siocli.doctor.result.Advice;
import io.github.siocli.doctor.result.Finding;
import io.github.siocli.doctor.result.Place;
import io.github.siocli.event.Failure;
import io.github.siocli.event.FailureException;
import io.github.siocli.net.ServerAddress;
import io.github.siocli.net.tls.TlsOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import okhttp3.HttpUrl;
import okhttp3.Request;

/** Follows the redirects of a handshake, without the user's credentials. */
final class Redirects {

    private static final int MOST_HOPS = 5;

    private Redirects() {}

    /** Returns the finding of a handshake that the server redirects, with each hop as evidence. */
    static Finding follow(CheckContext context, Exchange first, Failure failure) throws InterruptedException {
        List<String> hops = new ArrayList<>();
        Exchange exchange = first;
        HttpUrl target = null;
        while (hops.size() < MOST_HOPS && exchange.status() / 100 == 3) {
            HttpUrl from = exchange.response().orElseThrow().request().url();
            HttpUrl next = from.resolve(exchange.field("Location"));
            hops.add(exchange.answer().orElseThrow().label() + ": " + from.host() + from.encodedPath() + " -> "
                    + exchange.field("Location"));
            if (next == null) {
                break;
            }
            target = next;
            exchange = send(context, next);
        }
        hops.add(exchange.failure()
                .map(Failure::message)
                .orElse(exchange.answer()
                        .map(answer -> "the last response: " + answer.summary())
                        .orElse("")));
        String address =
                target == null ? "" : target.newBuilder().query(null).build().toString();
        return Finding.failed(
                        failure,
                        Advice.of(
                                Place.CLIENT,
                                exchange.status() == 200
                                        ? "use the address that the redirects lead to: " + address
                                        : "the redirects lead to no Socket.IO server; send what the login page asks for"))
                .withEvidence(String.join("\n", hops));
    }

    private static Exchange send(CheckContext context, HttpUrl url) throws InterruptedException {
        ConnectOptions options = context.options();
        TlsOptions tls = options.network().tls();
        ConnectOptions stranger = new ConnectOptions(
                new Endpoint(new ServerAddress(url.isHttps(), url.host(), url.port()), url.encodedPath()),
                options.namespaces(),
                Optional.empty(),
                options.protocol(),
                HttpSettings.NONE,
                new NetworkSettings(
                        new TlsOptions(
                                tls.insecure(),
                                tls.authorities(),
                                tls.systemAuthorities(),
                                Optional.empty(),
                                Optional.empty()),
                        options.network().proxy(),
                        options.network().connectTimeout()),
                options.reconnect());
        try (CheckContext other = context.at(stranger);
                ProbeClient client = other.newClient()) {
            return client.send(
                    new Request.Builder().url(url).header("User-Agent", "sio").build());
        } catch (FailureException e) {
            throw new IllegalStateException(e);
        }
    }
}
