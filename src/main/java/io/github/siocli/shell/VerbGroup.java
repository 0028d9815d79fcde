package io.github.siocli.shell;

/** The sections in which help lists the verbs, in this order. */
public enum VerbGroup {
    SENDING("Sending"),
    CLIENTS("Clients and rooms"),
    RULES("Rules"),
    NAMESPACES("Namespaces"),
    EVENTS("Events"),
    WAITING("Waiting"),
    VALUES("Values"),
    CONNECTION("Connection and settings"),
    FILES("Files and traces"),
    PROMPT("Prompt");

    private final String title;

    VerbGroup(String title) {
        this.title = title;
    }

    /** Returns the heading of the section. */
    public String title() {
        return title;
    }
}
