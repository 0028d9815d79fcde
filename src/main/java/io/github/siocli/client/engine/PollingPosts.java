package io.github.siocli.client.engine;

import io.github.siocli.client.diagnosis.EngineDiagnosis;
import io.github.siocli.client.diagnosis.PayloadLimit;
import io.github.siocli.event.Failure;
import io.github.siocli.event.FailureKind;
import io.github.siocli.event.Transport;
import io.github.siocli.net.http.HttpResponseSummary;
import io.github.siocli.net.http.OneShotBody;
import io.github.siocli.protocol.engineio.EnginePacket;
import io.github.siocli.protocol.socketio.Packet;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.Buffer;
import okio.ByteString;

/** Sends the library's POST requests and reports refusals. Any thread may call. */
final class PollingPosts {

    private static final int TOO_LARGE = 413;
    /** Time to wait for a refusal: it arrives at about the same time as the end of the session that it causes. */
    private static final long RESPONSE_TIMEOUT_NANOS = 500_000_000;

    private static final String SESSION_ENDED = "the session has ended";

    private final EngineConnection connection;
    private final ConnectionEvidence evidence;
    private final PendingPoll pendingPoll;
    private int running;

    PollingPosts(EngineConnection connection, PendingPoll pendingPoll) {
        this.connection = connection;
        this.evidence = connection.evidence();
        this.pendingPoll = pendingPoll;
    }

    /** Returns true if a payload is sent and the server has not confirmed it. */
    synchronized boolean isRunning() {
        return running > 0;
    }

    /** Waits a short time for the response to a running POST, which may explain the end of the session. */
    synchronized void awaitResponse() throws InterruptedException {
        long deadline = System.nanoTime() + RESPONSE_TIMEOUT_NANOS;
        for (long remaining = RESPONSE_TIMEOUT_NANOS;
                running > 0 && remaining > 0;
                remaining = deadline - System.nanoTime()) {
            TimeUnit.NANOSECONDS.timedWait(this, remaining);
        }
    }

    private synchronized void begin() {
        running++;
    }

    private void end() {
        synchronized (this) {
            running--;
            notifyAll();
        }
        connection.signal().changed();
    }

    /**
     * Posts a payload of the library, in as many requests as the server's limit needs, one after the other.
     *
     * @return the response to the last request, or to the first one that failed
     */
    Response send(Interceptor.Chain chain, Request request) throws IOException, InterruptedException {
        List<String> packets = split(text(request.body()));
        if (evidence.delivery().hasUnconfirmed() && connection.sendQueue().hasDisconnectInFlight()) {
            pendingPoll.awaitPending();
        }
        for (int from = 0; ; from += EnginePacket.MAX_POSTED) {
            int end = Math.min(packets.size(), from + EnginePacket.MAX_POSTED);
            Response response = post(chain, request, packets.subList(from, end));
            if (!response.isSuccessful() || end == packets.size()) {
                return response;
            }
        }
    }

    private Response post(Interceptor.Chain chain, Request request, List<String> packets) throws IOException {
        String payload = String.join(String.valueOf(EnginePacket.SEPARATOR), packets);
        long messages = packets.stream()
                .filter(packet -> packet.charAt(0) == EnginePacket.MESSAGE || packet.charAt(0) == EnginePacket.BINARY)
                .count();
        // Packets of a connection that has ended are sent on the next one, and must not be sent twice.
        if (!isCurrent(request)) {
            throw new IOException(SESSION_ENDED);
        }
        Optional<Packet> unconfirmed = evidence.delivery().unconfirmed();
        long bytes = connection.sizeOfPayload(request.url(), payload, packets);
        PostedPackets posted = new PostedPackets(
                connection.startWriting((int) messages, bytes).orElseThrow(() -> new IOException(SESSION_ENDED)),
                bytes);
        boolean isAccepted = false;
        begin();
        try {
            Response response = chain.proceed(request.newBuilder()
                    .post(new OneShotBody(PollingTap.PlainText.TYPE, ByteString.encodeUtf8(payload)))
                    .build());
            if (!response.isSuccessful()) {
                reportRefusal(posted, HttpResponseSummary.of(response));
                return response;
            }
            if (isWebPage(response)) {
                reportRefusal(evidence.diagnosis().ofForeignResponse(HttpResponseSummary.of(response)), posted);
                return PollingTap.unusableResponse(response);
            }
            isAccepted = true;
            unconfirmed.ifPresent(evidence.delivery()::confirm);
            // The body is irrelevant, and the library would read it whatever its size.
            response.close();
            return PollingTap.withBody(response, "ok");
        } finally {
            if (!isAccepted) {
                posted.markLost(evidence.delivery());
            }
            end();
        }
    }

    /**
     * Packets that are posted together.
     *
     * @param packets the messages among them
     * @param bytes size of the payload
     */
    private record PostedPackets(List<Packet> packets, long bytes) {

        /**
         * Returns true if there are only DISCONNECT packets, which a closed server need not receive.
         */
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

        private void markLost(DeliveryTracker delivery) {
            if (isDisconnectOnly()) {
                delivery.sessionBroken();
            } else if (!hasNoUserData()) {
                delivery.packetsLost();
            }
        }
    }

    private void reportRefusal(PostedPackets posted, HttpResponseSummary response) {
        if (posted.hasNoUserData()) {
            evidence.progress().failed(evidence.diagnosis().of(response, Transport.POLLING));
            evidence.closeCause()
                    .connectionBroken("the server refused the client's "
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
        return buffer.readUtf8();
    }
}
