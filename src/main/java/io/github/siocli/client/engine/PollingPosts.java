package io.github.siocli.client.engine;

import io.github.siocli.client.diagnosis.EngineDiagnosis;
import io.github.siocli.client.diagnosis.PayloadLimit;
import io.github.siocli.event.Failure;
import io.github.siocli.event.FailureKind;
import io.github.siocli.event.Transport;
import io.github.siocli.net.engineio.Eio3Session;
import io.github.siocli.net.engineio.PollingRequests;
import io.github.siocli.net.http.HttpResponseSummary;
import io.github.siocli.net.http.OneShotBody;
import io.github.siocli.protocol.engineio.EnginePacket;
import io.github.siocli.protocol.socketio.Packet;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.Buffer;
import okio.ByteString;

/** Sends the packets of the library in POST requests, in the generation of the server, and reports refusals. */
final class PollingPosts {

    private static final int TOO_LARGE = 413;

    /** Time to wait for the poll that may report the end of the session, before our DISCONNECT is sent. */
    private static final long POLL_MILLIS = 500;

    private static final String OK = "ok";
    private static final String SESSION_ENDED = "the session has ended";

    private final SocketIoConnection connection;
    private final ConnectionEvidence evidence;
    private final PollingRequests requests;

    PollingPosts(SocketIoConnection connection, PollingRequests requests) {
        this.connection = connection;
        this.evidence = connection.evidence();
        this.requests = requests;
    }

    /**
     * Posts a payload of the library, in as many requests as the server's limit needs, one after the other.
     *
     * @return the response to the last request, or to the first one that failed
     */
    Response send(Interceptor.Chain chain, Request request) throws IOException, InterruptedException {
        List<String> packets = split(text(request.body()));
        if (evidence.delivery().hasUnconfirmed() && connection.sendQueue().hasDisconnectInFlight()) {
            requests.awaitPendingPoll(POLL_MILLIS);
        }
        for (int from = 0; ; from += EnginePacket.MAX_POSTED) {
            int end = Math.min(packets.size(), from + EnginePacket.MAX_POSTED);
            Response response = post(chain, request, packets.subList(from, end));
            if (!response.isSuccessful() || end == packets.size()) {
                return response;
            }
        }
    }

    private Response post(Interceptor.Chain chain, Request request, List<String> packets)
            throws IOException, InterruptedException {
        Optional<Eio3Session> session = connection.detector().findSession(request.url());
        Request post =
                session.isPresent() ? Eio3Session.post(request, session.get().sid(), packets) : post(request, packets);
        long messages = packets.stream()
                .filter(packet -> packet.charAt(0) == EnginePacket.MESSAGE || packet.charAt(0) == EnginePacket.BINARY)
                .count();
        // Packets of a connection that has ended are sent on the next one, and must not be sent twice.
        if (!isCurrent(request)) {
            throw new IOException(SESSION_ENDED);
        }
        long bytes = post.body().contentLength();
        if (session.isPresent() && bytes == 0) {
            return PollingTap.okResponse(post, OK);
        }
        boolean isCloseOnly = packets.stream().allMatch(packet -> packet.charAt(0) == EnginePacket.CLOSE);
        if (isCloseOnly) {
            session.ifPresent(Eio3Session::end);
        }
        Optional<Packet> unconfirmed = evidence.delivery().unconfirmed();
        PostedPackets posted = new PostedPackets(
                connection.startWriting((int) messages, bytes).orElseThrow(() -> new IOException(SESSION_ENDED)),
                bytes,
                unconfirmed,
                session.isPresent() && isCloseOnly);
        try {
            // The observations are part of the exchange: whoever waits for its end reads them.
            Response response = requests.execute(() -> exchange(chain, post, posted));
            if (!response.isSuccessful()) {
                session.ifPresent(Eio3Session::end);
            }
            return response;
        } catch (InterruptedException e) {
            posted.fail(evidence.delivery(), isStarted(post));
            throw e;
        } finally {
            connection.signal().changed();
        }
    }

    private static boolean isStarted(Request post) {
        return post.body() instanceof OneShotBody body && body.isStarted();
    }

    private Response exchange(Interceptor.Chain chain, Request post, PostedPackets posted) throws IOException {
        boolean isAccepted = false;
        Response response = null;
        try {
            response = chain.proceed(post);
            if (!response.isSuccessful() && !posted.mayBeRefused()) {
                reportRefusal(posted, HttpResponseSummary.of(response));
                return response;
            }
            if (response.isSuccessful() && isWebPage(response)) {
                reportRefusal(evidence.diagnosis().ofForeignResponse(HttpResponseSummary.of(response)), posted);
                return PollingTap.unusableResponse(response);
            }
            isAccepted = true;
            posted.unconfirmed().ifPresent(evidence.delivery()::confirmByResponse);
            // The body is irrelevant, and the library would read it whatever its size.
            response.close();
            return PollingTap.okResponse(post, OK);
        } finally {
            if (!isAccepted) {
                posted.fail(evidence.delivery(), response == null && isStarted(post));
            }
        }
    }

    private static Request post(Request request, List<String> packets) {
        String payload = String.join(String.valueOf(EnginePacket.SEPARATOR), packets);
        return request.newBuilder()
                .post(new OneShotBody(PollingTap.PlainText.TYPE, ByteString.encodeUtf8(payload)))
                .build();
    }

    /**
     * Packets that are posted together.
     *
     * @param packets the messages among them
     * @param bytes size of the payload
     * @param unconfirmed the last packet before them, which the response confirms
     * @param mayBeRefused whether the server may refuse them: one of Engine.IO 3 that closed first need not receive our
     *     close
     */
    private record PostedPackets(List<Packet> packets, long bytes, Optional<Packet> unconfirmed, boolean mayBeRefused) {

        /** Returns true if there are only DISCONNECT packets, which a closed server need not receive. */
        private boolean isDisconnectOnly() {
            return hasNoUserData() && !packets.isEmpty();
        }

        /** Returns true if there are no events or acknowledgements. */
        private boolean hasNoUserData() {
            return packets.stream().allMatch(Packet.Disconnect.class::isInstance);
        }

        private String description() {
            return hasNoUserData() ? bytes + " bytes were sent" : PayloadLimit.describe(packets, bytes);
        }

        /**
         * Records that the request failed.
         *
         * @param mayHaveArrived true if the server may have read it
         */
        private void fail(DeliveryTracker delivery, boolean mayHaveArrived) {
            if (isDisconnectOnly()) {
                delivery.sessionBroken();
            } else if (!hasNoUserData()) {
                if (mayHaveArrived) {
                    delivery.requestUnanswered();
                } else {
                    delivery.packetsLost();
                }
            }
        }
    }

    private void reportRefusal(PostedPackets posted, HttpResponseSummary response) {
        if (posted.hasNoUserData()) {
            evidence.progress().failed(evidence.diagnosis().of(response, Transport.POLLING));
            evidence.connectionBroken("the server refused the client's "
                    + (posted.packets().isEmpty() ? "heartbeat" : "goodbye") + ": HTTP "
                    + EngineDiagnosis.describe(response));
        } else if (response.status() == TOO_LARGE) {
            evidence.packetsRefused(
                    evidence.diagnosis().of(response, Transport.POLLING),
                    "HTTP " + EngineDiagnosis.describe(response)
                            + evidence.limit().explanation(": ", true));
        } else {
            reportRefusal(evidence.diagnosis().ofPost(response, posted.description()), posted);
        }
    }

    private void reportRefusal(Failure failure, PostedPackets posted) {
        boolean isNamed = failure.kind() == FailureKind.POST_REFUSED;
        evidence.packetsRefused(failure, failure.message() + (isNamed ? "" : "; " + posted.description()));
    }

    /**
     * Returns true if the response is a web page of a proxy. Servers respond with various bodies, but not with HTML.
     */
    private static boolean isWebPage(Response response) throws IOException {
        return response.header("Content-Type", "").startsWith("text/html")
                && response.body().source().request(1)
                && response.body().source().getBuffer().getByte(0) == '<';
    }

    /** Returns true if a request belongs to the latest session. */
    private boolean isCurrent(Request request) {
        String sid = request.url().queryParameter("sid");
        return connection.engine().handshake().sid().equals(sid);
    }

    private static List<String> split(String payload) {
        List<String> packets = new ArrayList<>();
        int start = 0;
        for (int end = payload.indexOf(EnginePacket.SEPARATOR); end >= 0; ) {
            packets.add(payload.substring(start, end));
            start = end + 1;
            end = payload.indexOf(EnginePacket.SEPARATOR, start);
        }
        packets.add(payload.substring(start));
        packets.removeIf(String::isEmpty);
        packets.replaceAll(PollingPosts::withoutLineFeeds);
        return packets;
    }

    /**
     * Removes line feeds from a binary packet: the library breaks Base64 into lines and ends it with a line feed, which
     * strict servers refuse.
     */
    private static String withoutLineFeeds(String packet) {
        return packet.charAt(0) == EnginePacket.BINARY ? packet.replace("\n", "") : packet;
    }

    private static String text(RequestBody body) throws IOException {
        Buffer buffer = new Buffer();
        body.writeTo(buffer);
        return new String(PacketCarrier.bytes(buffer.readUtf8()), StandardCharsets.UTF_8);
    }
}
