package io.github.siocli.client.engine;

import io.github.siocli.client.diagnosis.GenerationRefusal;
import io.github.siocli.client.diagnosis.InvalidPayloadException;
import io.github.siocli.net.http.OneShotBody;
import io.github.siocli.protocol.engineio.EnginePacket;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import okhttp3.Call;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.MediaType;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.Buffer;
import okio.BufferedSource;
import okio.ByteString;
import okio.Okio;

/**
 * Translates polling between Engine.IO 3 and 4. The response to the handshake shows the generation of the server;
 * sessions of Engine.IO 4 pass unchanged.
 */
final class PollingTranslation implements Interceptor {

    private static final MediaType TEXT = MediaType.get("text/plain;charset=UTF-8");
    private static final MediaType BINARY = MediaType.get("application/octet-stream");
    private static final ByteString EIO4_PREFIX = ByteString.encodeUtf8("0{");
    private static final long MAX_PEEK_BYTES = 64 << 10;
    private static final long MAX_LEFTOVER_BYTES = 16 << 20;

    private final ProtocolDetector detector;
    private final Supplier<Call.Factory> bareClient;

    PollingTranslation(ProtocolDetector detector, Supplier<Call.Factory> bareClient) {
        this.detector = detector;
        this.bareClient = bareClient;
    }

    @Override
    public Response intercept(Chain chain) throws IOException {
        Request request = chain.request();
        if ("websocket".equalsIgnoreCase(request.header("Upgrade"))) {
            return chain.proceed(request);
        }
        if (request.url().queryParameter("sid") == null) {
            return handshake(chain, request);
        }
        Optional<ProtocolDetector.OpenSession> open = detector.findSession(request.url());
        if (open.isEmpty() || open.get().polling().isEmpty()) {
            return chain.proceed(request);
        }
        Request eio3 = ProtocolDetector.asEio3Request(request);
        Eio3Session session = open.get().session();
        PollingState polling = open.get().polling().get();
        if (request.method().equals("POST")) {
            return post(chain, eio3, session, polling.posts());
        }
        Optional<Buffer> leftover = polling.takeLeftover();
        return leftover.isPresent()
                ? translatedResponse(okResponse(eio3), leftover.get(), session)
                : poll(chain, eio3, session);
    }

    private Response handshake(Chain chain, Request request) throws IOException {
        int eio = detector.nextEio();
        Response response = chain.proceed(detector.handshakeRequest(request, eio));
        if (detector.forcedEio().isEmpty()
                && response.code() == GenerationRefusal.STATUS
                && GenerationRefusal.matches(
                        response.code(), response.peekBody(MAX_PEEK_BYTES).string())) {
            response.close();
            eio = ProtocolDetector.otherEio(eio);
            response = chain.proceed(detector.handshakeRequest(request, eio));
        }
        Optional<Eio3PayloadFraming> framing = framing(response);
        if (framing.isPresent() && eio == 4 && detector.forcedEio().isPresent()) {
            return closeUnused(chain, request, response);
        }
        if (framing.isPresent() && eio == 4 && detector.needsAuthInHandshake()) {
            closeUnused(chain, request, response).close();
            Response again = chain.proceed(detector.handshakeRequest(request, 3));
            return openSession(request, again, framing(again), eio);
        }
        return openSession(request, response, framing, eio);
    }

    private static Optional<Eio3PayloadFraming> framing(Response response) throws IOException {
        if (!response.isSuccessful()) {
            return Optional.empty();
        }
        BufferedSource payload = response.body().source();
        // Most servers speak Engine.IO 4; checking that first avoids loading patterns at start.
        return payload.rangeEquals(0, EIO4_PREFIX) ? Optional.empty() : Eio3PayloadFraming.detect(payload);
    }

    private Response openSession(
            Request request, Response response, Optional<Eio3PayloadFraming> framing, int requestedEio)
            throws IOException {
        if (framing.isEmpty()) {
            detector.endEio3Session();
            return response;
        }
        Buffer leftover = new Buffer();
        String packet;
        try (BufferedSource payload = response.body().source()) {
            packet = new PayloadDecoder(payload).next().orElseThrow();
            if (payload.request(MAX_LEFTOVER_BYTES)) {
                throw new InvalidPayloadException("more than a handshake");
            }
            payload.readAll(leftover);
        }
        String sid = sid(packet);
        PostQueue posts = new PostQueue(packets -> ownPost(request, sid, packets));
        detector.openedOverPolling(packet, requestedEio, framing.get(), new PollingState(posts, leftover));
        return response.newBuilder().body(ResponseBody.create(packet, TEXT)).build();
    }

    /** Closes a session that is not used, so that the server need not wait for its heartbeat timeout. */
    private Response closeUnused(Chain chain, Request request, Response response) throws IOException {
        ResponseBody body = response.peekBody(MAX_PEEK_BYTES);
        String packet = new PayloadDecoder(response.body().source()).next().orElseThrow();
        response.close();
        Request close = withPackets(withSid(request, sid(packet)), List.of(String.valueOf(EnginePacket.CLOSE)));
        try {
            chain.proceed(close).close();
        } catch (IOException unheard) {
            // The server ends the session at its heartbeat timeout.
        }
        return response.newBuilder().body(body).build();
    }

    private static String sid(String packet) throws InvalidPayloadException {
        return ProtocolDetector.readHandshake(packet).sid();
    }

    private Response poll(Chain chain, Request request, Eio3Session session) throws IOException {
        try {
            Response response = chain.proceed(request);
            if (response.isSuccessful()
                    && PayloadDecoder.isPayload(response.body().source())) {
                return translatedResponse(response, response.body().source(), session);
            }
            session.end();
            return response;
        } catch (IOException e) {
            session.end();
            throw e;
        }
    }

    private Response post(Chain chain, Request request, Eio3Session session, PostQueue posts) throws IOException {
        List<String> packets = new ArrayList<>();
        boolean hasContent = false;
        for (String packet : text(request.body()).split(String.valueOf(EnginePacket.SEPARATOR))) {
            if (Eio3Session.isSent(packet)) {
                packets.add(packet);
            }
            hasContent |= packet.isEmpty() || packet.charAt(0) != EnginePacket.CLOSE;
        }
        if (!hasContent) {
            session.end();
        }
        if (packets.isEmpty()) {
            return okResponse(request);
        }
        Request sent = withPackets(request, packets);
        try {
            Response response = posts.execute(() -> chain.proceed(sent));
            if (response.isSuccessful()) {
                return response;
            }
            session.end();
            if (hasContent) {
                return response;
            }
            // A server that closed first need not receive our close.
            response.close();
            return okResponse(request);
        } catch (InterruptedException e) {
            throw new InterruptedIOException();
        }
    }

    private Call ownPost(Request template, String sid, List<String> packets) {
        return bareClient.get().newCall(withPackets(withSid(template, sid), packets));
    }

    private static Request withSid(Request template, String sid) {
        HttpUrl url = template.url().newBuilder().setQueryParameter("sid", sid).build();
        return ProtocolDetector.asEio3Request(template.newBuilder().url(url).build());
    }

    private static Request withPackets(Request request, List<String> packets) {
        return request.newBuilder()
                .removeHeader("Content-Type")
                .post(new OneShotBody(BINARY, PayloadEncoder.encode(packets)))
                .build();
    }

    private static Response translatedResponse(Response response, BufferedSource wire, Eio3Session session) {
        BufferedSource payload = Okio.buffer(new TranslatedPayload(wire, session));
        return response.newBuilder()
                .body(ResponseBody.create(payload, TEXT, -1))
                .build();
    }

    private static Response okResponse(Request request) {
        return new Response.Builder()
                .request(request)
                .protocol(Protocol.HTTP_1_1)
                .code(200)
                .message("OK")
                .body(ResponseBody.create("ok", TEXT))
                .build();
    }

    private static String text(RequestBody body) throws IOException {
        Buffer buffer = new Buffer();
        body.writeTo(buffer);
        return buffer.readUtf8();
    }
}
