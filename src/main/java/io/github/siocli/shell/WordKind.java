package io.github.siocli.shell;

/** What stands at a place of a line, for those who complete or colour it. */
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
    /** Something that nobody can guess. */
    ANYTHING
}
