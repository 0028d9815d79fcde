package io.github.siocli.net.http;

import java.io.IOException;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import okio.BufferedSink;
import okio.ByteString;

/** A payload that is never sent a second time, as the server would take it for new packets. */
public final class OneShotBody extends RequestBody {

    private final MediaType type;
    private final ByteString payload;

    /** A body of that type. */
    public OneShotBody(MediaType type, ByteString payload) {
        this.type = type;
        this.payload = payload;
    }

    @Override
    public MediaType contentType() {
        return type;
    }

    /** Said beforehand, as WSGI servers and old proxies take no body in chunks. */
    @Override
    public long contentLength() {
        return payload.size();
    }

    @Override
    public boolean isOneShot() {
        return true;
    }

    @Override
    public void writeTo(BufferedSink sink) throws IOException {
        sink.write(payload);
    }
}
