package io.github.siocli.interop;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.siocli.event.ExitCode;
import io.github.siocli.testing.Sio;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Checks a server, or a proxy in front of it, that compresses its responses to polls. */
class EncodedBodiesIT {

    private static final String OPEN = "0{\"sid\":\"e\",\"upgrades\":[],\"pingInterval\":25000,\"pingTimeout\":20000}";

    @ParameterizedTest
    @CsvSource({"x-gzip,GZIP,", "Gzip,GZIP,", "deflate,ZLIB,", "deflate,RAW,", "x-gzip,GZIP,--trace"})
    void gzipAndDeflateAreRead(String field, String encoder, String trace) throws Exception {
        try (Encoding server = new Encoding(field, field, Encoder.valueOf(encoder))) {
            Sio.Result result = trace == null ? server.tail() : server.tail(trace);
            assertThat(result.out()).as(result.toString()).isEqualTo("[\"news\",\"é\"]\n");
            assertThat(result.err()).contains(trace == null ? "" : "message 42[\"news\",\"é\"]");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"br", "zstd"})
    void namesUnsupportedEncoding(String field) throws Exception {
        try (Encoding server = new Encoding(field, field, Encoder.NONE)) {
            Sio.Result result = server.tail();
            assertThat(result.code()).as(result.toString()).isEqualTo(ExitCode.NOT_CONNECTED);
            assertThat(result.err()).contains("has the unsupported encoding " + field);
        }
        try (Encoding server = new Encoding("", field, Encoder.NONE)) {
            Sio.Result result = server.tail();
            assertThat(result.code()).as(result.toString()).isEqualTo(ExitCode.DISCONNECTED);
            assertThat(result.err()).contains("has the unsupported encoding " + field);
        }
    }

    private enum Encoder {
        NONE,
        GZIP,
        ZLIB,
        RAW;

        byte[] encode(String text) throws IOException {
            ByteArrayOutputStream encoded = new ByteArrayOutputStream();
            try (OutputStream out = switch (this) {
                case NONE -> encoded;
                case GZIP -> new GZIPOutputStream(encoded);
                case ZLIB -> new DeflaterOutputStream(encoded);
                case RAW -> new DeflaterOutputStream(encoded, new Deflater(-1, true));
            }) {
                out.write(text.getBytes(StandardCharsets.UTF_8));
            }
            return encoded.toByteArray();
        }
    }

    /** Encodes its handshake and its polls; the second poll is refused. */
    private static final class Encoding implements AutoCloseable {

        private final HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        private final String ofHandshake;
        private final String ofPolls;
        private final Encoder encoder;
        private int polls;

        Encoding(String ofHandshake, String ofPolls, Encoder encoder) throws IOException {
            this.ofHandshake = ofHandshake;
            this.ofPolls = ofPolls;
            this.encoder = encoder;
            server.createContext("/", this::answer);
            server.start();
        }

        private synchronized void answer(HttpExchange exchange) throws IOException {
            exchange.getRequestBody().readAllBytes();
            if (exchange.getRequestMethod().equals("POST")) {
                respond(exchange, 200, "", "ok".getBytes(StandardCharsets.US_ASCII));
            } else if (!exchange.getRequestURI().getQuery().contains("sid=")) {
                respond(
                        exchange,
                        200,
                        ofHandshake,
                        ofHandshake.isEmpty() ? OPEN.getBytes(StandardCharsets.US_ASCII) : encoder.encode(OPEN));
            } else if (polls++ == 0) {
                respond(exchange, 200, "", "40{\"sid\":\"s\"}".getBytes(StandardCharsets.US_ASCII));
            } else if (polls == 2) {
                respond(exchange, 200, ofPolls, encoder.encode("42[\"news\",\"é\"]"));
            } else {
                respond(exchange, 400, "", new byte[] {'x'});
            }
        }

        private static void respond(HttpExchange exchange, int status, String encoding, byte[] body)
                throws IOException {
            exchange.getResponseHeaders().set("Content-Type", "text/plain");
            if (!encoding.isEmpty()) {
                exchange.getResponseHeaders().set("Content-Encoding", encoding);
            }
            exchange.sendResponseHeaders(status, body.length);
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(body);
            }
        }

        Sio.Result tail(String... options) {
            String[] args = new String[options.length + 6];
            System.arraycopy(options, 0, args, 6, options.length);
            String url = "http://127.0.0.1:" + server.getAddress().getPort();
            System.arraycopy(
                    new String[] {"tail", url, "--transport", "polling", "--no-reconnect", "--raw"}, 0, args, 0, 6);
            return Sio.run(args);
        }

        @Override
        public void close() {
            server.stop(0);
        }
    }
}
