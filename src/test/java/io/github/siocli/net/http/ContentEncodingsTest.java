package io.github.siocli.net.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.SocketException;
import java.util.zip.Deflater;
import okhttp3.MediaType;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.Buffer;
import okio.DeflaterSink;
import okio.ForwardingSource;
import okio.GzipSink;
import okio.Okio;
import okio.Sink;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContentEncodingsTest {

    private static final String TEXT = "0{\"sid\":\"é\"}".repeat(1_000);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "gzip|g",
                "x-gzip|g",
                " GZip |g",
                "deflate|z",
                "Deflate|d",
                "gzip, deflate|gz",
                "deflate , x-gzip, identity|dg",
                "identity, gzip,,|g",
                "gzip,gzip|gg"
            })
    void decodesGzipAndDeflateByAnyNameAndInAnyOrder(String field, String encoders) throws IOException {
        Response response = response(field, encoded(TEXT, encoders));
        assertThat(ContentEncodings.areSupported(response)).isTrue();
        assertThat(ContentEncodings.unsupported(response)).isEmpty();
        Response decoded = ContentEncodings.decoded(response);
        assertThat(decoded.header("Content-Encoding")).isNull();
        assertThat(decoded.body().string()).isEqualTo(TEXT);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"br|br", "ZSTD|zstd", "gzip, br|gzip, br", "lz4|lz4"})
    void namesUnsupportedEncodings(String field, String named) throws IOException {
        Response response = response(field, new Buffer().writeByte(0x8b).writeByte(1));
        assertThat(ContentEncodings.areSupported(response)).isFalse();
        assertThat(ContentEncodings.unsupported(response)).contains(named);
    }

    @Test
    void refusesTooManyEncodings() throws IOException {
        Response response = response("gzip,".repeat(1_000), new Buffer().writeUtf8("0{}"));
        assertThat(ContentEncodings.unsupported(response)).contains("1000 encodings");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "identity", "utf-8", "none", "UTF-8, identity"})
    void keepsABodyWithoutEncoding(String field) throws IOException {
        Response response = response(field, new Buffer().writeUtf8("0{}"));
        assertThat(ContentEncodings.unsupported(response)).isEmpty();
        assertThat(ContentEncodings.decoded(response).body().string()).isEqualTo("0{}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "deflate", "gzip, deflate"})
    void distinguishesAnInvalidBodyFromABrokenConnection(String field) {
        Response wrong = response(field, new Buffer().writeUtf8("0{\"sid\":\"x\"} and more"));
        assertThatThrownBy(() -> ContentEncodings.decoded(wrong).body().string())
                .isInstanceOf(ContentEncodingException.class)
                .hasMessageStartingWith("a body that is not valid " + field + ": ");
        Buffer encoded = encoded(TEXT, "g");
        Response broken = response("gzip", new Buffer());
        assertThatThrownBy(() -> Okio.buffer(ContentEncodings.decoded(broken, new ForwardingSource(encoded) {
                            @Override
                            public long read(Buffer sink, long byteCount) throws IOException {
                                if (encoded.size() < 20) {
                                    throw new SocketException("reset");
                                }
                                return super.read(sink, 10);
                            }
                        }))
                        .readUtf8())
                .isInstanceOf(SocketException.class);
    }

    private static Buffer encoded(String text, String encoders) {
        Buffer encoded = new Buffer().writeUtf8(text);
        for (char encoder : encoders.toCharArray()) {
            Buffer next = new Buffer();
            try (Sink sink = sink(encoder, next)) {
                sink.write(encoded, encoded.size());
            } catch (IOException e) {
                throw new AssertionError(e);
            }
            encoded = next;
        }
        return encoded;
    }

    private static Sink sink(char encoder, Buffer out) {
        return encoder == 'g' ? new GzipSink(out) : new DeflaterSink(out, new Deflater(-1, encoder == 'd'));
    }

    private static Response response(String encoding, Buffer body) {
        return new Response.Builder()
                .request(new Request.Builder().url("http://localhost/").build())
                .protocol(Protocol.HTTP_1_1)
                .code(200)
                .message("OK")
                .header("Content-Encoding", encoding)
                .body(ResponseBody.create(body, MediaType.get("text/plain"), body.size()))
                .build();
    }
}
