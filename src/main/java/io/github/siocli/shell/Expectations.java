package io.github.siocli.shell;

import io.github.siocli.event.FailureException;
import io.github.siocli.expression.EventCondition;
import io.github.siocli.shell.Occurrence.Kind;
import io.github.siocli.text.Glob;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Waits for what a client expects. An expectation looks at all occurrences that no earlier expectation or {@code wait} has
 * consumed, and consumes those that it has expected. Used by one thread.
 */
public final class Expectations {

    private final SessionState state;
    private final ConsumedEvents consumed;

    /**
     * The occurrences that an expectation is about.
     *
     * @param kind their kind
     * @param name pattern of their names
     * @param nsp their namespace; empty for any
     * @param condition a condition that they meet; empty for none
     */
    public record Pattern(Kind kind, Glob name, Optional<String> nsp, Optional<EventCondition> condition) {

        /** Returns true if kind, name and namespace match, whatever the condition says. */
        public boolean concerns(Occurrence occurrence) {
            return occurrence.kind() == kind
                    && name.matches(occurrence.name().text())
                    && nsp.filter(named -> !named.equals(occurrence.nsp())).isEmpty();
        }

        /** Returns true if an occurrence is one of these. */
        boolean matches(Occurrence occurrence) {
            return concerns(occurrence)
                    && (condition.isEmpty()
                            || condition.get().holds(occurrence.name().json(), occurrence.nsp(), occurrence.args()));
        }
    }

    Expectations(SessionState state, ConsumedEvents consumed) {
        this.state = state;
        this.consumed = consumed;
    }

    /**
     * Waits until a number of matching occurrences has come, and consumes them. Ends early if the connection has ended, or if
     * an acknowledgement is expected and none is pending.
     *
     * @return the occurrences; fewer if they did not come in time, and are then not consumed
     */
    public List<Occurrence> await(Pattern pattern, int count, Duration within)
            throws FailureException, InterruptedException {
        Optional<List<Occurrence>> found = state.await(
                within,
                view -> Optional.of(find(pattern, view))
                        .filter(matching -> matching.size() >= count || isOver(pattern.kind(), view)));
        return consume(found.orElseGet(() -> state.read(view -> find(pattern, view))), count);
    }

    private static boolean isOver(Kind kind, SessionState.View view) {
        if (kind == Kind.ACK && view.acks().pendingCount() == 0) {
            return true;
        }
        boolean needsConnection = kind == Kind.EVENT || kind == Kind.ACK;
        return needsConnection && view.namespaces().connectionState() == ConnectionState.OFFLINE;
    }

    private List<Occurrence> consume(List<Occurrence> found, int count) {
        if (found.size() < count) {
            return found;
        }
        List<Occurrence> first = found.subList(0, count);
        first.forEach(occurrence -> consumed.add(occurrence.number()));
        return List.copyOf(first);
    }

    /**
     * Waits for a time, or until more matching occurrences than a number have come, and consumes all of them unless there
     * are too few or too many.
     *
     * @return the matching occurrences
     */
    public List<Occurrence> awaitBetween(Pattern pattern, int min, int max, Duration time)
            throws FailureException, InterruptedException {
        state.await(time, view -> find(pattern, view).size() > max ? Optional.of(true) : Optional.empty());
        List<Occurrence> found = state.read(view -> find(pattern, view));
        return found.size() >= min && found.size() <= max ? consume(found, found.size()) : found;
    }

    /**
     * Waits for a time in which nothing that matches may come, and for nothing that has come before and is open.
     *
     * @return the first occurrence that matches; empty if there is none
     */
    public Optional<Occurrence> awaitNone(Pattern pattern, Duration time)
            throws FailureException, InterruptedException {
        return state.await(time, view -> find(pattern, view).stream().findFirst());
    }

    /**
     * Waits until occurrences have come in the order of their patterns, with others between them, and consumes them.
     *
     * @return the occurrences; fewer if they did not come in time
     */
    public List<Occurrence> awaitOrder(List<Pattern> patterns, Duration within)
            throws FailureException, InterruptedException {
        Optional<List<Occurrence>> found = state.await(
                within,
                view -> Optional.of(findOrder(patterns, view))
                        .filter(matching -> matching.size() == patterns.size() || isOver(Kind.EVENT, view)));
        return consume(found.orElseGet(() -> state.read(view -> findOrder(patterns, view))), patterns.size());
    }

    private List<Occurrence> findOrder(List<Pattern> patterns, SessionState.View view) {
        List<Occurrence> matching = new ArrayList<>();
        for (Occurrence occurrence : view.history().occurrences(consumed)) {
            if (matching.size() < patterns.size()
                    && patterns.get(matching.size()).matches(occurrence)) {
                matching.add(occurrence);
            }
        }
        return matching;
    }

    private List<Occurrence> find(Pattern pattern, SessionState.View view) {
        return view.history().occurrences(consumed).stream()
                .filter(pattern::matches)
                .toList();
    }

    /** Returns the occurrences that are not consumed, the oldest first. */
    public List<Occurrence> open() {
        return state.read(view -> view.history().occurrences(consumed));
    }

    /** Returns true if an acknowledgement is pending. */
    public boolean isAckPending() {
        return state.read(view -> view.acks().pendingCount() > 0);
    }

    /** Returns true if the client is connected. */
    public boolean isConnected() {
        return state.read(view -> view.namespaces().connectionState() == ConnectionState.CONNECTED);
    }

    /** Consumes everything that has come so far. */
    public void skipAll() {
        consumed.addUpTo(state.read(view -> view.history().nextNumber()) - 1);
    }

    /** Consumes the acknowledgements that have come so far, because only the next one is of interest. */
    void skipAcks() {
        consumed.addAcksUpTo(state.read(view -> view.history().nextNumber()) - 1);
    }
}
