package io.github.siocli.doctor;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The facts that are known so far, with the types of their values. Any thread may call. */
public final class Facts {

    private final Map<Fact<?>, Object> values = new ConcurrentHashMap<>();
    private volatile Runnable listener = () -> {};

    /** Sets the listener that is called after each new fact. */
    void setListener(Runnable newListener) {
        listener = newListener;
    }

    /** Records a fact. The first value stays if several checks find the same fact. */
    public <T> void put(Fact<T> fact, T value) {
        if (values.putIfAbsent(fact, value) == null) {
            listener.run();
        }
    }

    /**
     * Returns the value of a fact that the check requires.
     *
     * @throws IllegalStateException if it is unknown
     */
    public <T> T get(Fact<T> fact) {
        return find(fact).orElseThrow(() -> new IllegalStateException("unknown: " + fact.description()));
    }

    /** Returns the value of a fact; empty if it is unknown. */
    public <T> Optional<T> find(Fact<T> fact) {
        @SuppressWarnings("unchecked") // put() stores only values of the fact's own type.
        T value = (T) values.get(fact);
        return Optional.ofNullable(value);
    }

    /** Returns true if a fact is known. */
    public boolean isKnown(Fact<?> fact) {
        return values.containsKey(fact);
    }
}
