package io.github.siocli.doctor.check;

import io.github.siocli.client.option.ConnectOptions;
import io.github.siocli.doctor.Check;
import io.github.siocli.doctor.CheckContext;
import io.github.siocli.doctor.CheckModel;
import io.github.siocli.doctor.EngineOpening;
import io.github.siocli.doctor.Exchange;
import io.github.siocli.doctor.ProbeClient;
import io.github.siocli.doctor.SessionProbe;
import io.github.siocli.doctor.SessionProbe.Answer;
import io.github.siocli.doctor.result.CheckLayer;
import io.github.siocli.doctor.result.Finding;
import io.github.siocli.event.Failure;
import io.github.siocli.event.FailureException;
import io.github.siocli.event.FailureKind;
import io.github.siocli.event.Transport;
import io.github.siocli.net.http.HttpResponseSummary;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;
import okhttp3.Request;

/** Reports what else the server offers: the Admin UI, clients of Engine.IO 3, and the served client library. */
final class ServerExtrasCheck implements Check {

    private static final String ADMIN = "/admin";
    /** Message with which the Admin UI refuses clients. */
    private static final String ADMIN_UI_REFUSAL = "invalid credentials";

    private static final int HTTP_OK = 200;
    private static final Pattern VERSION = Pattern.compile("Socket\\.IO v(\\d+\\.\\d+\\.\\d+)");

    @Override
    public CheckModel model() {
        return CheckModel.of("extras", CheckLayer.SOCKET_IO, "extras").requiring(ServerFacts.CONNECTED_NAMESPACES);
    }

    @Override
    public Finding run(CheckContext context) throws InterruptedException {
        List<String> offers = new ArrayList<>();
        EngineOpening opening = context.facts().get(ServerFacts.OPENING);
        try (ProbeClient client = context.newClient()) {
            if (opening.eio() == 4 && client.open(opening.path(), 3).opening().isPresent()) {
                offers.add("clients of Socket.IO 1.x and 2.x (allowEIO3)");
            }
            servedClient(context, client, opening).ifPresent(offers::add);
        }
        admin(context).ifPresent(offers::add);
        return offers.isEmpty()
                ? Finding.ok("nothing else: no /admin, no client library, no other generation")
                : Finding.ok(String.join("; ", offers));
    }

    /** The client library that the server serves has the same version as the server. */
    private static Optional<String> servedClient(CheckContext context, ProbeClient client, EngineOpening opening)
            throws InterruptedException {
        Request request =
                client.request(opening.path(), opening.eio(), Transport.POLLING).build();
        HttpUrl url = request.url()
                .newBuilder()
                .encodedPath(opening.path().replaceFirst("/*$", "/socket.io.js"))
                .query(null)
                .build();
        Exchange exchange = client.send(request.newBuilder().url(url).build());
        if (exchange.status() != HTTP_OK || !exchange.field("Content-Type").contains("javascript")) {
            return Optional.empty();
        }
        Matcher version =
                VERSION.matcher(exchange.answer().map(HttpResponseSummary::body).orElse(""));
        return Optional.of("the client library at " + url.encodedPath()
                + (version.find() ? ", of version " + version.group(1) : ""));
    }

    /** Connects to the namespace of the Admin UI without auth, which refuses that. */
    private static Optional<String> admin(CheckContext context) throws InterruptedException {
        ConnectOptions options =
                Sessions.options(context).withNamespaces(List.of(ADMIN)).withAuth(Optional.empty());
        if (context.options().namespaces().contains(ADMIN)) {
            return Optional.empty();
        }
        try (SessionProbe probe = new SessionProbe(context, options)) {
            probe.awaitAnswers();
            Map<String, Answer> answers = probe.answers();
            Optional<Failure> failure = answers.get(ADMIN).failure();
            if (failure.isEmpty()) {
                return Optional.of("the namespace /admin, which needs no auth");
            }
            if (failure.get().kind() == FailureKind.INVALID_NAMESPACE) {
                return Optional.empty();
            }
            boolean isAdminUi = failure.get().message().contains(ADMIN_UI_REFUSAL);
            return Optional.of(
                    isAdminUi ? "the Admin UI at the namespace /admin" : "the namespace /admin, which requires auth");
        } catch (FailureException e) {
            return Optional.empty();
        }
    }

    @Override
    public Duration limit(CheckContext context) {
        return context.timeout().multipliedBy(4).plusSeconds(1);
    }
}
