package io.github.siocli.expression;

import io.github.siocli.event.Arguments;
import java.util.List;

/**
 * The values that an expression refers to. The names that every expression has, such as {@code $now}, are those of
 * {@link ValueSources}.
 */
public interface Scope {

    /** The name in {@link #names} of a scope that has arguments: {@code $args}, {@code $1} and so on. */
    String ARGS = "args";

    /** Returns the arguments that {@code $1} and {@code $args} stand for; none in a scope without {@link #ARGS}. */
    Arguments args();

    /** Returns the value of a name that the parser accepted; {@link Value#NOTHING} if it has none now. */
    Value named(String name);

    /** Returns the names that {@link #named} may have a value for, and {@link #ARGS} if there are arguments. */
    default List<String> names() {
        return List.of();
    }

    /** Returns true if values are inserted into strings and words too; false if a dollar sign in them is one. */
    default boolean insertsIntoStrings() {
        return false;
    }

    /** Returns true if the keys of a name are lower case and are found in any case. */
    default boolean ignoresCase(String name) {
        return false;
    }

    /** Returns the sources of the values that do not depend on the scope. */
    ValueSources sources();
}
