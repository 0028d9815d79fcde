package io.github.siocli.shell;

/** The kind of word that a position of a line expects, used for completion and highlighting. */
public enum WordKind {
    /** Name of an event, or a pattern for names. */
    EVENT,
    /** An argument of an event. */
    ARGUMENT,
    /** Values that the verb evaluates itself; completed like arguments. */
    EXPRESSION,
    /** A namespace, joined or not. */
    NAMESPACE,
    /** A namespace that is joined. */
    JOINED_NAMESPACE,
    /** Name of a file. */
    FILE,
    /** Name of a verb. */
    VERB,
    /** A whole line: a verb and its arguments. */
    LINE,
    /** Anything else; completion offers nothing. */
    ANYTHING
}
