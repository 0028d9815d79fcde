package io.github.siocli.mock;

import io.github.siocli.event.FailureException;
import io.github.siocli.expression.ValueSources;
import io.github.siocli.server.ServerOptions;
import io.github.siocli.server.SioServer;
import io.github.siocli.server.fault.Chaos;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/** A server on a free port that behaves by rules, and what these complain of. */
final class RuleServer implements AutoCloseable {

    private final LinkedBlockingQueue<String> complaints = new LinkedBlockingQueue<>();
    private final RuleEngine behaviour;
    private final SioServer server;

    private RuleServer(Rules rules, Chaos chaos, UnaryOperator<ServerOptions> change) throws FailureException {
        behaviour = new RuleEngine(
                rules, chaos, new ValueSources(new Random(1), Clock.systemUTC(), Map.of()), complaints::add);
        ServerOptions options = ServerOptions.on(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .withNamespaces(behaviour.namespaces());
        server = SioServer.start(change.apply(options), behaviour, behaviour);
    }

    static RuleServer by(String rules) {
        return start(rules, Chaos.none(), options -> options);
    }

    static RuleServer inChaos(String spec) {
        try {
            return start("", ChaosParser.parse(spec), options -> options);
        } catch (FailureException e) {
            throw new AssertionError(e);
        }
    }

    static RuleServer start(String rules, Chaos chaos, UnaryOperator<ServerOptions> change) {
        try {
            return new RuleServer(Rules.parse("test.rules", rules), chaos, change);
        } catch (FailureException e) {
            throw new AssertionError(e);
        }
    }

    int port() {
        return server.address().getPort();
    }

    String url() {
        return "http://127.0.0.1:" + port();
    }

    SioServer server() {
        return server;
    }

    /** Waits for the next complaint. */
    String complaint() {
        try {
            String complaint = complaints.poll(20, TimeUnit.SECONDS);
            if (complaint == null) {
                throw new AssertionError("no rule complained");
            }
            return complaint;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** More complaints of the same kind may have come. */
    void forgetComplaints() {
        complaints.clear();
    }

    /** Has the server behave by other rules. */
    void replace(String rules) {
        try {
            Rules others = Rules.parse("test.rules", rules);
            server.query(() -> {
                behaviour.replace(others);
                return true;
            });
        } catch (FailureException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        server.close();
        if (!complaints.isEmpty()) {
            throw new AssertionError("rules complained: " + complaints);
        }
    }
}
