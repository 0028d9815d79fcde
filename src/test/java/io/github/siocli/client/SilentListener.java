package io.github.siocli.client;

/** A listener that ignores what happens to namespaces. */
public final class SilentListener implements Namespaces.Listener {

    @Override
    public void namespaceConnected() {}

    @Override
    public void otherProtocolDetected(String description) {}

    @Override
    public void otherParserDetected() {}
}
