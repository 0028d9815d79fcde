package io.github.siocli.command;

/** Help texts that several commands share. */
final class CommandTexts {

    static final String URL = "http(s)://HOST:PORT, ws(s)://…, HOST:PORT or :PORT; a path is the namespace";

    private CommandTexts() {}
}
