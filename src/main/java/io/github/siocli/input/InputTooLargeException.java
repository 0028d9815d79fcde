package io.github.siocli.input;

import java.io.IOException;

/** An input, or a part of one such as a line, is too large to be held in memory. */
public final class InputTooLargeException extends IOException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates the failure of an input with more bytes than the limit.
     *
     * @param part subject of the message, such as {@code line 3}
     * @param limit maximum size in bytes
     */
    public InputTooLargeException(String part, int limit) {
        super(part + " is larger than " + size(limit)
                + (BoundedReader.isLimitOfHeap(limit)
                        ? ", the limit for Java's memory; SIO_JAVA_OPTS=-Xmx4g allows more"
                        : ""));
    }

    /** Creates the failure of an input that exhausted the heap. */
    public InputTooLargeException(String part, OutOfMemoryError cause) {
        super(part + " does not fit into Java's memory; SIO_JAVA_OPTS=-Xmx4g allows more", cause);
    }

    private static String size(int limit) {
        return limit >> 20 > 0 ? (limit >> 20) + " MiB" : limit >> 10 > 0 ? (limit >> 10) + " KiB" : limit + " bytes";
    }
}
