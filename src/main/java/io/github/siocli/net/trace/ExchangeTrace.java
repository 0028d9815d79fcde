package io.github.siocli.net.trace;

import io.github.siocli.event.TraceEvent.Direction;
import io.github.siocli.event.TraceEvent.Level;
import io.github.siocli.net.http.ContentEncodings;
import io.github.siocli.protocol.engineio.Generation;
import java.io.IOException;
import java.net.Proxy;
import java.util.Locale;
import java.util.Optional;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.Buffer;
import okio.BufferedSink;
import okio.ByteString;
import okio.Okio;
import okio.Source;

/**
 * Traces HTTP exchanges. Response bodies are traced while the application reads them; an encoded body is decoded here.
 */
final class ExchangeTrace implements Interceptor {

    private final Tracer tracer;

    ExchangeTrace(Tracer tracer) {
        this.tracer = tracer;
    }

    @Override
    public Response intercept(Chain chain) throws IOException {
        if (!tracer.isOn()) {
            return chain.proceed(chain.request());
        }
        int exchange = tracer.nextExchange();
        Request request = chain.request();
        boolean proxied = chain.connection().route().proxy().type() == Proxy.Type.HTTP && !request.isHttps();
        tracer.requestHead(exchange, head(request, proxied));
        Request sent = request.body() == null ? request : traceRequestBody(request, exchange);
        Response response;
        try {
            response = chain.proceed(sent);
        } catch (IOException e) {
            tracer.failed(Level.HTTP, exchange, e);
            throw e;
        }
        tracer.responseHead(exchange, response.code(), head(response));
        return traceBody(response, exchange);
    }

    private static String head(Request request, boolean proxied) {
        HttpUrl url = request.url();
        String query = url.encodedQuery() == null ? "" : "?" + url.encodedQuery();
        String target = proxied ? url.toString() : url.encodedPath() + query;
        return request.method() + ' ' + target + " HTTP/1.1" + fields(request.headers());
    }

    private static String head(Response response) {
        String version = response.protocol().toString().toUpperCase(Locale.ROOT);
        return version + ' ' + response.code() + ' ' + response.message() + fields(response.headers());
    }

    private static String fields(Headers headers) {
        StringBuilder fields = new StringBuilder();
        for (int i = 0; i < headers.size(); i++) {
            fields.append('\n').append(headers.name(i)).append(": ").append(headers.value(i));
        }
        return fields.toString();
    }

    private Request traceRequestBody(Request request, int exchange) throws IOException {
        Buffer buffer = new Buffer();
        request.body().writeTo(buffer);
        ByteString bytes = buffer.readByteString();
        if (request.header("Content-Length") == null) {
            tracer.body(Direction.OUT, exchange, bytes.size(), "");
        }
        PayloadTrace payload = new PayloadTrace(tracer, Direction.OUT, exchange, generation(request));
        payload.add(bytes.toByteArray());
        payload.end();
        return request.newBuilder()
                .method(request.method(), new TracedBody(request.body(), bytes))
                .build();
    }

    private Response traceBody(Response response, int exchange) {
        boolean packed = ContentEncodings.areSupported(response);
        CountingSource wire = new CountingSource(response.body().source());
        Source plain = packed ? ContentEncodings.decoded(response, wire) : wire;
        boolean packets = response.isSuccessful() && response.request().method().equals("GET");
        BodyTrace seen = new BodyTrace(plain, wire, tracer, response, exchange, packets);
        Response.Builder answer = response.newBuilder();
        if (packed) {
            answer.removeHeader("Content-Encoding").removeHeader("Content-Length");
        }
        MediaType type = response.body().contentType();
        long length = packed ? -1 : response.body().contentLength();
        return answer.body(ResponseBody.create(Okio.buffer(seen), type, length)).build();
    }

    /** Returns the generation that a request asks for. */
    static Generation generation(Request request) {
        return Optional.ofNullable(request.url().queryParameter("EIO"))
                .flatMap(Generation::of)
                .orElse(Generation.EIO4);
    }

    /** A request body whose content has been traced. */
    private static final class TracedBody extends RequestBody {

        private final RequestBody body;
        private final ByteString bytes;

        private TracedBody(RequestBody body, ByteString bytes) {
            this.body = body;
            this.bytes = bytes;
        }

        @Override
        public MediaType contentType() {
            return body.contentType();
        }

        @Override
        public long contentLength() throws IOException {
            return body.contentLength();
        }

        @Override
        public boolean isOneShot() {
            return body.isOneShot();
        }

        @Override
        public void writeTo(BufferedSink sink) throws IOException {
            sink.write(bytes);
        }
    }
}
