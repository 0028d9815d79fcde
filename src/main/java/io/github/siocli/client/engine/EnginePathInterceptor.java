package io.github.siocli.client.engine;

import io.github.siocli.net.http.EnginePath;
import java.io.IOException;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;

/** Repeats a polling handshake at the alternative engine path if the server has nothing at the first one. */
public final class EnginePathInterceptor implements Interceptor {

    /** Number of bytes of a response body that are kept for a failure message. */
    private static final long MAX_KEPT_BYTES = 64 << 10;

    private final EnginePath path;

    public EnginePathInterceptor(EnginePath path) {
        this.path = path;
    }

    @Override
    public Response intercept(Chain chain) throws IOException {
        Request request = chain.request();
        Response first = chain.proceed(request);
        if (request.url().queryParameter("sid") != null || !path.isMissing(first)) {
            return first;
        }
        ResponseBody body = first.peekBody(MAX_KEPT_BYTES);
        first.close();
        Response firstResponse = first.newBuilder().body(body).build();
        String other = path.alternative();
        Response second = chain.proceed(EnginePath.withPath(other, request));
        if (path.acceptAlternative(other, firstResponse, second)) {
            return second;
        }
        second.close();
        return firstResponse;
    }
}
