package io.github.siocli.doctor.check;

import io.github.siocli.client.diagnosis.ConnectProgress;
import io.github.siocli.client.diagnosis.Diagnosis;
import io.github.siocli.client.option.ConnectOptions;
import io.github.siocli.doctor.Check;
import io.github.siocli.doctor.CheckContext;
import io.github.siocli.doctor.CheckModel;
import io.github.siocli.doctor.ProbeClient;
import io.github.siocli.doctor.result.Advice;
import io.github.siocli.doctor.result.CheckLayer;
import io.github.siocli.doctor.result.Finding;
import io.github.siocli.doctor.result.Place;
import io.github.siocli.event.Failure;
import io.github.siocli.event.FailureKind;
import io.github.siocli.event.Transport;
import io.github.siocli.net.ServerAddress;
import io.github.siocli.net.proxy.ProxyAddress;
import io.github.siocli.net.websocket.Cancellation;
import io.github.siocli.net.websocket.DirectDialer;
import io.github.siocli.render.Durations;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;

/** Opens a TCP connection to each address of the host, or one through the proxy. */
final class TcpCheck implements Check {

    @Override
    public CheckModel model() {
        return CheckModel.of("tcp", CheckLayer.NETWORK, "TCP")
                .requiring(ServerFacts.ADDRESSES)
                .providing(ServerFacts.CONNECTION);
    }

    /** The outcome of an attempt; the failure is empty if it succeeded. */
    private record Attempt(String address, boolean isLoopback, Duration elapsed, Optional<Failure> failure) {

        private String description() {
            return address
                    + failure.map(reason -> reason.kind() == FailureKind.REFUSED
                                    ? " refuses connections"
                                    : ": " + reason.message())
                            .orElseGet(() -> " in " + Durations.text(elapsed));
        }

        private boolean isConnected() {
            return failure.isEmpty();
        }
    }

    @Override
    public Finding run(CheckContext context) throws InterruptedException {
        ConnectOptions options = context.options();
        Optional<ProxyAddress> proxy = options.network().proxy();
        List<InetAddress> addresses = context.facts().get(ServerFacts.ADDRESSES);
        List<Callable<Attempt>> tasks = new ArrayList<>();
        proxy.ifPresent(address -> tasks.add(() -> throughProxy(context, address)));
        addresses.forEach(address -> tasks.add(() -> direct(context, address)));
        List<Attempt> attempts = context.runAll(tasks);
        if (attempts.stream().noneMatch(Attempt::isConnected)) {
            return Finding.failed(attempts.get(0).failure().orElseThrow()).withEvidence(list(attempts, "\n"));
        }
        return finding(attempts);
    }

    private static Finding finding(List<Attempt> attempts) {
        String fact = list(attempts, "; ");
        boolean isHarmful = attempts.stream()
                .anyMatch(attempt -> !attempt.isConnected()
                        // Servers on a developer's machine often listen on one of the loopback addresses only.
                        && !attempt.isLoopback());
        return isHarmful
                ? Finding.warning(
                        fact,
                        Advice.of(
                                Place.NETWORK,
                                "remove the addresses that do not answer from DNS, or let the server listen on them:"
                                        + " clients that try them first wait or fail"))
                : Finding.ok(fact);
    }

    private static String list(List<Attempt> attempts, String separator) {
        return attempts.stream().map(Attempt::description).collect(Collectors.joining(separator));
    }

    private static Attempt direct(CheckContext context, InetAddress address) {
        int port = context.options().server().port();
        String name = new ServerAddress(false, address.getHostAddress(), port).hostAndPort();
        ProbeClient client = context.newClient();
        return attempt(
                client,
                context,
                name,
                address.isLoopbackAddress(),
                progress -> new DirectDialer(context.timeout(), progress)
                        .dial(address.getHostAddress(), port, new Cancellation()));
    }

    private static Attempt throughProxy(CheckContext context, ProxyAddress proxy) {
        ServerAddress server = context.options().server();
        boolean isForwarded = context.options().sendsRequestsToProxy(Transport.POLLING);
        String name = "the proxy " + proxy.url() + (isForwarded ? "" : " to " + server.hostAndPort());
        return attempt(
                context.newClient(),
                context,
                name,
                false,
                progress -> isForwarded
                        ? context.route().proxyConnection(progress)
                        : context.route().dialer(progress).dial(server.host(), server.port(), new Cancellation()));
    }

    /** Opens a connection. */
    @FunctionalInterface
    private interface Dialing {
        Socket dial(ConnectProgress progress) throws IOException;
    }

    private static Attempt attempt(
            ProbeClient client, CheckContext context, String name, boolean isLoopback, Dialing dialing) {
        Diagnosis diagnosis = client.diagnosis(context.options().endpoint().enginePath());
        long start = System.nanoTime();
        Optional<Failure> failure = Optional.empty();
        try {
            dialing.dial(client.progress()).close();
            // At once, because other addresses may take long to fail.
            context.facts().put(ServerFacts.CONNECTION, Duration.ofNanos(System.nanoTime() - start));
        } catch (IOException e) {
            failure = Optional.of(diagnosis.of(e, Transport.POLLING));
        }
        return new Attempt(name, isLoopback, Duration.ofNanos(System.nanoTime() - start), failure);
    }
}
