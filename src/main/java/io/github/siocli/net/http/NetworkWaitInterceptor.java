package io.github.siocli.net.http;

import io.github.siocli.net.websocket.NetworkWait;
import java.io.IOException;
import java.util.function.Predicate;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.Buffer;
import okio.ForwardingSource;
import okio.Okio;
import okio.Source;

/** Measures how long some exchanges wait for the network. It must be the innermost interceptor. */
public final class NetworkWaitInterceptor implements Interceptor {

    private final NetworkWait wait;
    private final Predicate<Request> isMeasured;

    /**
     * Creates the interceptor.
     *
     * @param isMeasured selects the requests
     */
    public NetworkWaitInterceptor(NetworkWait wait, Predicate<Request> isMeasured) {
        this.wait = wait;
        this.isMeasured = isMeasured;
    }

    @Override
    public Response intercept(Chain chain) throws IOException {
        if (!isMeasured.test(chain.request())) {
            return chain.proceed(chain.request());
        }
        Response response;
        wait.begin();
        try {
            response = chain.proceed(chain.request());
        } finally {
            wait.end();
        }
        ResponseBody body = response.body();
        Source source = new ForwardingSource(body.source()) {
            @Override
            public long read(Buffer sink, long byteCount) throws IOException {
                wait.begin();
                try {
                    return super.read(sink, byteCount);
                } finally {
                    wait.end();
                }
            }
        };
        return response.newBuilder()
                .body(ResponseBody.create(Okio.buffer(source), body.contentType(), body.contentLength()))
                .build();
    }
}
