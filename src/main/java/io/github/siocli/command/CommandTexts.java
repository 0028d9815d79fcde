package io.github.siocli.command;

/** Help texts that several commands share. */
final class CommandTexts {

    static final String URL = "http://HOST:PORT/NAMESPACE, HOST:PORT, :PORT or @PROFILE";

    private CommandTexts() {}
}
