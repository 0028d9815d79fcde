package io.github.siocli.net.http;

import io.github.siocli.net.websocket.NetworkWait;
import java.io.IOException;
import okio.Buffer;
import okio.ForwardingSource;
import okio.Source;

/** Measures how long reads of a response body wait for the network. For one thread at a time. */
public final class MeasuredSource extends ForwardingSource {

    private final NetworkWait wait;

    public MeasuredSource(Source body, NetworkWait wait) {
        super(body);
        this.wait = wait;
    }

    @Override
    public long read(Buffer sink, long byteCount) throws IOException {
        wait.begin();
        try {
            return super.read(sink, byteCount);
        } finally {
            wait.end();
        }
    }
}
