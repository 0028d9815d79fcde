package io.github.siocli.doctor.check;

import io.github.siocli.doctor.CheckContext;
import io.github.siocli.doctor.ProbeClient;
import io.github.siocli.doctor.ProbeClient.OpeningAttempt;
import io.github.siocli.net.http.HttpResponseSummary;
import io.github.siocli.net.websocket.Deadline;
import io.github.siocli.protocol.engineio.EngineError;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The likely engine paths of a server that has nothing at the path of the options. */
final class EnginePaths {

    private static final String DEFAULT = "/socket.io/";
    /** Usual paths of servers that share a host with an API or a website. */
    private static final List<String> USUAL =
            List.of("/api/socket.io/", "/api/socketio/", "/socketio/", "/io/", "/engine.io/", "/ws/");

    private EnginePaths() {}

    /**
     * Returns the paths to try, the most likely first.
     *
     * @param given the path of the options
     * @param namespace the path of the URL, which is read as a namespace; empty if the URL has none
     */
    static Set<String> likely(String given, Optional<String> namespace) {
        Set<String> paths = new LinkedHashSet<>();
        String path = namespace.orElse("").replaceAll("/+$", "");
        for (String parent = path; !parent.isEmpty(); parent = parent.substring(0, parent.lastIndexOf('/'))) {
            paths.add(parent + DEFAULT);
        }
        if (!path.isEmpty()) {
            paths.add(path + "/");
        }
        paths.add(DEFAULT);
        paths.add(given.replaceAll("/+$", ""));
        paths.addAll(USUAL);
        paths.remove(given.endsWith("/") ? given : given + "/");
        paths.remove("");
        return paths;
    }

    /** Returns the first likely path at which an Engine.IO server responds, with its response. */
    static Optional<OpeningAttempt> find(CheckContext context, ProbeClient client) throws InterruptedException {
        Set<String> paths = likely(
                context.options().endpoint().enginePath(),
                context.settings().url().namespace());
        Deadline deadline = Deadline.in(context.timeout());
        for (String path : paths) {
            if (deadline.isPast()) {
                return Optional.empty();
            }
            OpeningAttempt attempt = client.open(path, 4);
            if (attempt.opening().isEmpty()
                    && attempt.exchange()
                            .answer()
                            .filter(answer -> EngineError.isOtherGeneration(answer.status(), answer.body()))
                            .isPresent()) {
                attempt = client.open(path, 3);
            }
            if (attempt.opening().isPresent() || isEngine(attempt)) {
                return Optional.of(attempt);
            }
        }
        return Optional.empty();
    }

    /** Returns true if an Engine.IO server refused a handshake. */
    private static boolean isEngine(OpeningAttempt attempt) {
        Optional<HttpResponseSummary> answer = attempt.exchange().answer();
        return answer.isPresent()
                && answer.get().status() == EngineError.STATUS
                && !EngineError.code(answer.get().body()).isEmpty();
    }
}
