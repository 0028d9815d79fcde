package io.github.siocli.net.http;

import java.io.IOException;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import okio.BufferedSink;
import okio.ByteString;

/** A request body that OkHttp must not send again, because the server would process its packets twice. */
public final class OneShotBody extends RequestBody {

    private final MediaType type;
    private final ByteString payload;
    private volatile boolean isStarted;

    /** Creates a body with this type. */
    public OneShotBody(MediaType type, ByteString payload) {
        this.type = type;
        this.payload = payload;
    }

    @Override
    public MediaType contentType() {
        return type;
    }

    /** Returns the exact length, because WSGI servers and old proxies do not accept chunked bodies. */
    @Override
    public long contentLength() {
        return payload.size();
    }

    @Override
    public boolean isOneShot() {
        return true;
    }

    /** Returns true if the body may be on its way to the server. Any thread may call. */
    public boolean isStarted() {
        return isStarted;
    }

    @Override
    public void writeTo(BufferedSink sink) throws IOException {
        isStarted = true;
        sink.write(payload);
    }
}
