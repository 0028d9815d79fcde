package io.github.siocli.command.option;

import io.github.siocli.event.FailureException;

/** Reads namespaces from the command line. */
public final class NamespaceReader {

    private NamespaceReader() {}

    /**
     * Returns a namespace with its leading slash, which the user may omit.
     *
     * @throws FailureException if the text cannot be a namespace
     */
    public static String read(String text) throws FailureException {
        String full = text.startsWith("/") ? text : "/" + text;
        if (full.indexOf(',') >= 0) {
            throw UsageErrors.error(
                    "\"" + text + "\" is not a valid namespace: it contains a comma", "-n /one -n /two for several");
        }
        if (full.chars().anyMatch(Character::isISOControl)) {
            throw UsageErrors.error(
                    "\"" + text + "\" is not a valid namespace: it contains a control character", "-n /NAME");
        }
        return full;
    }
}
