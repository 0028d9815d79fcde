package io.github.siocli.shell;

import io.github.siocli.event.FailureException;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/** Finds the saved settings of servers. */
@FunctionalInterface
public interface SavedServers {

    /** No server is saved. */
    SavedServers NONE = (model, words) -> words;

    /**
     * Replaces a name such as {@code @staging}, in the place of a URL, by the URL and the options that are saved for it.
     *
     * @param model has the URL as its first parameter
     * @param words the words that fit the model; their options win over the saved ones
     * @throws FailureException if nothing is saved for the name, or it cannot be used
     */
    List<String> expand(CommandSpec model, List<String> words) throws FailureException;

    /** Returns the names, such as {@code @staging}; none if they cannot be read. */
    default List<String> names() {
        return List.of();
    }
}
