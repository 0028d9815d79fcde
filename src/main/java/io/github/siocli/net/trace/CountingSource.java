package io.github.siocli.net.trace;

import java.io.IOException;
import okio.Buffer;
import okio.ForwardingSource;
import okio.Source;

/** Counts the bytes that are read. For one thread at a time. */
final class CountingSource extends ForwardingSource {

    private long count;

    CountingSource(Source source) {
        super(source);
    }

    long count() {
        return count;
    }

    @Override
    public long read(Buffer sink, long byteCount) throws IOException {
        long read = super.read(sink, byteCount);
        count += Math.max(0, read);
        return read;
    }
}
