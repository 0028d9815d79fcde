package io.github.siocli.net.http;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.Buffer;
import okio.ForwardingSource;
import okio.GzipSource;
import okio.Okio;
import okio.Source;

/**
 * Decodes response bodies in gzip and deflate, under any of their names and in any order.
 *
 * <p>The decoders produce only as much as the reader requests, so that a small body cannot fill the memory.
 */
public final class ContentEncodings {

    private static final String FIELD = "Content-Encoding";
    private static final String IDENTITY = "identity";
    private static final Set<String> GZIP = Set.of("gzip", "x-gzip");
    private static final String DEFLATE = "deflate";

    /** Registered encodings that are not supported. Other names are mistakes of servers, such as {@code utf-8}. */
    private static final Set<String> UNSUPPORTED =
            Set.of("br", "zstd", "compress", "x-compress", "dcb", "dcz", "exi", "pack200-gzip", "aes128gcm");

    /** Largest number of encodings of one body; each costs memory. */
    private static final int MAX_ENCODINGS = 8;

    /** Characters that begin a body without encoding: packets, JSON, a web page, white space. */
    private static final String PLAIN = "0123456b{[<\"\t\r\n ";

    private ContentEncodings() {}

    /** Returns the encodings in the order in which they were applied; empty if the body is not encoded. */
    private static List<String> encodings(Response response) {
        List<String> encodings = new ArrayList<>();
        for (String line : response.headers(FIELD)) {
            for (String name : line.split(",")) {
                String encoding = name.strip().toLowerCase(Locale.ROOT);
                if (!encoding.isEmpty() && !encoding.equals(IDENTITY)) {
                    encodings.add(encoding);
                }
            }
        }
        return encodings;
    }

    /** Returns true if the body is encoded and {@link #decoded(Response, Source)} can decode it. */
    public static boolean areSupported(Response response) {
        List<String> encodings = encodings(response);
        return !encodings.isEmpty()
                && encodings.size() <= MAX_ENCODINGS
                && encodings.stream().allMatch(ContentEncodings::isSupported);
    }

    private static boolean isSupported(String encoding) {
        return GZIP.contains(encoding) || encoding.equals(DEFLATE);
    }

    /**
     * Returns the encodings of a body that cannot be decoded, as the server names them; otherwise empty.
     *
     * @throws IOException if the beginning of the body cannot be read
     */
    public static Optional<String> unsupported(Response response) throws IOException {
        List<String> encodings = encodings(response);
        if (encodings.isEmpty() || areSupported(response)) {
            return Optional.empty();
        }
        boolean registered =
                encodings.size() > MAX_ENCODINGS || encodings.stream().anyMatch(UNSUPPORTED::contains);
        if (!registered && isPlain(response)) {
            return Optional.empty();
        }
        return Optional.of(
                encodings.size() > MAX_ENCODINGS ? encodings.size() + " encodings" : String.join(", ", encodings));
    }

    private static boolean isPlain(Response response) throws IOException {
        ResponseBody body = response.body();
        return body == null
                || body.source().exhausted()
                || PLAIN.indexOf(body.source().getBuffer().getByte(0)) >= 0;
    }

    /**
     * Returns the decoded body.
     *
     * @param wire the body on the wire, in encodings that {@linkplain #areSupported are supported}
     */
    public static Source decoded(Response response, Source wire) {
        List<String> encodings = encodings(response);
        NetworkSource watched = new NetworkSource(wire);
        Source decoded = watched;
        for (int i = encodings.size() - 1; i >= 0; i--) {
            decoded = GZIP.contains(encodings.get(i)) ? new GzipSource(decoded) : new DeflateSource(decoded);
        }
        return new DecodedSource(decoded, watched, String.join(", ", encodings));
    }

    /**
     * Returns the response with a decoded body and without the header fields of the encoding. If it is not encoded,
     * returns the response itself.
     */
    public static Response decoded(Response response) {
        if (!areSupported(response)) {
            return response;
        }
        ResponseBody body = response.body();
        return response.newBuilder()
                .removeHeader(FIELD)
                .removeHeader("Content-Length")
                .body(ResponseBody.create(Okio.buffer(decoded(response, body.source())), body.contentType(), -1))
                .build();
    }

    /** Remembers whether a read from the network has failed. */
    private static final class NetworkSource extends ForwardingSource {

        private boolean failed;

        private NetworkSource(Source source) {
            super(source);
        }

        @Override
        public long read(Buffer sink, long byteCount) throws IOException {
            try {
                return super.read(sink, byteCount);
            } catch (IOException e) {
                failed = true;
                throw e;
            }
        }
    }

    private static final class DecodedSource extends ForwardingSource {

        private final NetworkSource wire;
        private final String encodings;

        private DecodedSource(Source source, NetworkSource wire, String encodings) {
            super(source);
            this.wire = wire;
            this.encodings = encodings;
        }

        @Override
        public long read(Buffer sink, long byteCount) throws IOException {
            try {
                return super.read(sink, byteCount);
            } catch (IOException e) {
                throw wire.failed ? e : new ContentEncodingException(encodings, true, e);
            }
        }
    }
}
