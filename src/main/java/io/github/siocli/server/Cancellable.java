package io.github.siocli.server;

/** Something that is going to happen. */
@FunctionalInterface
public interface Cancellable {

    /** Prevents it, where it has not happened yet. */
    void cancel();
}
