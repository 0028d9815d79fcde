package io.github.siocli.shell;

import java.util.List;
import java.util.Optional;

/**
 * The contexts that lines can act on, of which one is the current one. Used by one thread, unless a method says otherwise.
 *
 * @param <S> type of the contexts
 */
public interface Contexts<S extends Context> {

    /** Returns the context that a line acts on unless it names another. Any thread may call. */
    S current();

    /** Returns the context of a name; empty if there is none. */
    Optional<S> find(String name);

    /** Returns all contexts. Any thread may call. */
    List<S> all();

    /** Makes the context of a name the current one. Returns false if there is none. */
    boolean select(String name);

    /** Returns the only context, which has no name. */
    static <S extends Context> Contexts<S> of(S only) {
        return new Contexts<>() {
            @Override
            public S current() {
                return only;
            }

            @Override
            public Optional<S> find(String name) {
                return Optional.empty();
            }

            @Override
            public List<S> all() {
                return List.of(only);
            }

            @Override
            public boolean select(String name) {
                return false;
            }
        };
    }
}
