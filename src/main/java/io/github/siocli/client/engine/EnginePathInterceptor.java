package io.github.siocli.client.engine;

import io.github.siocli.client.diagnosis.EnginePath;
import java.io.IOException;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;

/** Makes a handshake over polling again at the other form of the engine path, when the server has nothing at the one. */
public final class EnginePathInterceptor implements Interceptor {

    /** As much as a failure shows of a body. */
    private static final long KEPT = 64 << 10;

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
        ResponseBody body = first.peekBody(KEPT);
        first.close();
        Response kept = first.newBuilder().body(body).build();
        String other = path.alternative();
        Response second = chain.proceed(EnginePath.at(other, request));
        if (path.tried(other, kept, second)) {
            return second;
        }
        second.close();
        return kept;
    }
}
