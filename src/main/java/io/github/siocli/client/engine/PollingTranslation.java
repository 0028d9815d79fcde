package io.github.siocli.client.engine;

import io.github.siocli.client.diagnosis.GenerationRefusal;
import io.github.siocli.client.diagnosis.PayloadException;
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
    private static final ByteString EIO4 = ByteString.encodeUtf8("0{");
    private static final long PEEK = 64 << 10;
    private static final long MOST_BEHIND = 16 << 20;

    private final ProtocolDetector negotiation;
    private final Supplier<Call.Factory> bare;

    PollingTranslation(ProtocolDetector negotiation, Supplier<Call.Factory> bare) {
        this.negotiation = negotiation;
        this.bare = bare;
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
        Optional<ProtocolDetector.Open> open = negotiation.session(request.url());
        if (open.isEmpty() || open.get().polling().isEmpty()) {
            return chain.proceed(request);
        }
        Request eio3 = ProtocolDetector.inEio3(request);
        Eio3Session session = open.get().session();
        PollingState polled = open.get().polling().get();
        if (request.method().equals("POST")) {
            return post(chain, eio3, session, polled.posts());
        }
        Optional<Buffer> behind = polled.takeBehind();
        return behind.isPresent() ? translated(done(eio3), behind.get(), session) : poll(chain, eio3, session);
    }

    private Response handshake(Chain chain, Request request) throws IOException {
        int eio = negotiation.next();
        Response answer = chain.proceed(negotiation.asking(request, eio));
        if (negotiation.forced().isEmpty()
                && answer.code() == GenerationRefusal.STATUS
                && GenerationRefusal.isIn(answer.code(), answer.peekBody(PEEK).string())) {
            answer.close();
            eio = ProtocolDetector.other(eio);
            answer = chain.proceed(negotiation.asking(request, eio));
        }
        Optional<Framing> framing = framing(answer);
        if (framing.isPresent() && eio == 4 && negotiation.forced().isPresent()) {
            return abandoned(chain, request, answer);
        }
        if (framing.isPresent() && eio == 4 && negotiation.leavesOutAuth()) {
            abandoned(chain, request, answer).close();
            Response again = chain.proceed(negotiation.asking(request, 3));
            return opened(request, again, framing(again), eio);
        }
        return opened(request, answer, framing, eio);
    }

    private static Optional<Framing> framing(Response answer) throws IOException {
        if (!answer.isSuccessful()) {
            return Optional.empty();
        }
        BufferedSource payload = answer.body().source();
        // Most servers speak Engine.IO 4; checking that first avoids loading patterns at start.
        return payload.rangeEquals(0, EIO4) ? Optional.empty() : Framing.of(payload);
    }

    private Response opened(Request request, Response answer, Optional<Framing> framing, int asked) throws IOException {
        if (framing.isEmpty()) {
            negotiation.notEio3();
            return answer;
        }
        Buffer behind = new Buffer();
        String packet;
        try (BufferedSource payload = answer.body().source()) {
            packet = new PayloadDecoder(payload).next().orElseThrow();
            if (payload.request(MOST_BEHIND)) {
                throw new PayloadException("more than a handshake");
            }
            payload.readAll(behind);
        }
        String sid = sid(packet);
        PostQueue posts = new PostQueue(packets -> own(request, sid, packets));
        negotiation.openedOverPolling(packet, asked, framing.get(), new PollingState(posts, behind));
        return answer.newBuilder().body(ResponseBody.create(packet, TEXT)).build();
    }

    /** Closes a session that is not used, so that the server need not wait for its heartbeat timeout. */
    private Response abandoned(Chain chain, Request request, Response answer) throws IOException {
        ResponseBody body = answer.peekBody(PEEK);
        String packet = new PayloadDecoder(answer.body().source()).next().orElseThrow();
        answer.close();
        Request close = with(inSession(request, sid(packet)), List.of(String.valueOf(EnginePacket.CLOSE)));
        try {
            chain.proceed(close).close();
        } catch (IOException unheard) {
            // The server ends the session at its heartbeat timeout.
        }
        return answer.newBuilder().body(body).build();
    }

    private static String sid(String packet) throws PayloadException {
        return ProtocolDetector.read(packet).sid();
    }

    private Response poll(Chain chain, Request request, Eio3Session session) throws IOException {
        try {
            Response response = chain.proceed(request);
            if (response.isSuccessful()
                    && PayloadDecoder.isPayload(response.body().source())) {
                return translated(response, response.body().source(), session);
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
        boolean matters = false;
        for (String packet : text(request.body()).split(String.valueOf(EnginePacket.SEPARATOR))) {
            packets.addAll(session.outgoing(packet));
            matters |= packet.isEmpty() || packet.charAt(0) != EnginePacket.CLOSE;
        }
        if (!matters) {
            session.end();
        }
        if (packets.isEmpty()) {
            return done(request);
        }
        Request sent = with(request, packets);
        try {
            Response response = posts.exchange(() -> chain.proceed(sent));
            if (response.isSuccessful()) {
                return response;
            }
            session.end();
            if (matters) {
                return response;
            }
            // A server that has already closed need not receive our close.
            response.close();
            return done(request);
        } catch (InterruptedException e) {
            throw new InterruptedIOException();
        }
    }

    private Call own(Request like, String sid, List<String> packets) {
        return bare.get().newCall(with(inSession(like, sid), packets));
    }

    private static Request inSession(Request like, String sid) {
        HttpUrl url = like.url().newBuilder().setQueryParameter("sid", sid).build();
        return ProtocolDetector.inEio3(like.newBuilder().url(url).build());
    }

    private static Request with(Request request, List<String> packets) {
        return request.newBuilder()
                .removeHeader("Content-Type")
                .post(new OneShotBody(BINARY, PayloadEncoder.encode(packets)))
                .build();
    }

    private static Response translated(Response response, BufferedSource wire, Eio3Session session) {
        BufferedSource payload = Okio.buffer(new TranslatedPayload(wire, session));
        return response.newBuilder()
                .body(ResponseBody.create(payload, TEXT, -1))
                .build();
    }

    private static Response done(Request request) {
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
