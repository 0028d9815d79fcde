package io.github.siocli.net.http;

import java.io.IOException;
import java.util.Optional;
import okhttp3.Interceptor;
import okhttp3.Response;
import okhttp3.ResponseBody;

/**
 * Decodes response bodies, and reports unsupported encodings. OkHttp itself supports gzip under one of its names only.
 */
public final class ContentDecoding implements Interceptor {

    @Override
    public Response intercept(Chain chain) throws IOException {
        Response response = chain.proceed(chain.request());
        boolean isUnread = chain.request().method().equals("POST") && response.isSuccessful();
        if (isUnread || response.header("Content-Encoding") == null) {
            return response;
        }
        Optional<String> notRead = ContentEncodings.unsupported(response);
        if (notRead.isEmpty()) {
            return ContentEncodings.decoded(response);
        }
        if (response.isSuccessful()) {
            response.close();
            throw new ContentEncodingException(notRead.get());
        }
        // Keeps the error response: its status explains more than the encoding.
        String instead = "(a body in the unsupported encoding " + notRead.get() + ")";
        ResponseBody body = response.body();
        body.close();
        return response.newBuilder()
                .removeHeader("Content-Encoding")
                .removeHeader("Content-Length")
                .body(ResponseBody.create(instead, body.contentType()))
                .build();
    }
}
