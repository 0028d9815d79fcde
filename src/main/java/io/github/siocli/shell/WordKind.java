package io.github.siocli.shell;

/** The kind of a word in a line, for completion and highlighting. */
public enum WordKind {
    /** Name of an event, or a pattern for names. */
    EVENT,
    /** An argument of an event. */
    ARGUMENT,
    /** A namespace, joined or not. */
    NAMESPACE,
    /** A namespace of this session. */
    JOINED_NAMESPACE,
    /** Name of a file. */
    FILE,
    /** Name of a verb. */
    VERB,
    /** A verb with all that belongs to it. */
    LINE,
    /** No candidates are known. */
    ANYTHING
}
