package io.github.siocli.net.proxy;

import io.github.siocli.event.Failure;
import java.io.IOException;

/** A connection failed because of a proxy. */
public final class ProxyException extends IOException {

    private static final long serialVersionUID = 1L;

    private final transient Failure failure;

    public ProxyException(Failure failure) {
        super(failure.message());
        this.failure = failure;
    }

    /** Returns the failure. */
    public Failure failure() {
        return failure;
    }
}
