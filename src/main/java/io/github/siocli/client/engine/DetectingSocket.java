package io.github.siocli.client.engine;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;
import okio.ByteString;

/**
 * The first websocket of a session with a server whose Engine.IO generation is unknown. If the server refuses one
 * generation or does not answer it, the other one is tried on a second websocket; the first that opens a session is
 * used.
 *
 * <p>The monitor guards the choice. After the choice, frames pass without it.
 */
final class DetectingSocket implements WebSocket {

    /** Time without a handshake after which the other generation is tried too. */
    private static final long SILENCE_TIMEOUT_MILLIS = 2000;

    private final ProtocolDetector detector;
    private final WebSocket.Factory wire;
    private final Request request;
    private final WebSocketListener listener;
    private final List<CandidateSocket> candidates = new CopyOnWriteArrayList<>();
    private boolean isOpened;
    private boolean areBothTried;
    private volatile CandidateSocket chosen;
    private volatile boolean isEnded;
    private volatile boolean isCancelled;

    /** Creates a websocket that is not started. */
    DetectingSocket(ProtocolDetector detector, WebSocket.Factory wire, Request request, WebSocketListener listener) {
        this.detector = detector;
        this.wire = wire;
        this.request = request;
        this.listener = listener;
    }

    synchronized WebSocket start() {
        areBothTried = detector.forcedEio().isPresent();
        startCandidate(detector.nextEio());
        return this;
    }

    private void startCandidate(int eio) {
        CandidateSocket candidate = new CandidateSocket(this, detector, listener, eio);
        candidates.add(candidate);
        candidate.start(wire, detector.handshakeRequest(request, candidate.eio()));
        if (isCancelled) {
            candidate.cancel();
        }
    }

    /** Handles an accepted websocket; returns false if it is no longer needed. */
    synchronized boolean handleAccepted(CandidateSocket candidate, Response response) {
        if (!candidates.contains(candidate)) {
            return false;
        }
        if (!isOpened) {
            isOpened = true;
            listener.onOpen(this, response);
        }
        schedule(() -> handleSilence(candidate), SILENCE_TIMEOUT_MILLIS);
        return true;
    }

    private synchronized void handleSilence(CandidateSocket candidate) {
        if (isUndecided(candidate) && !candidate.hasHandshake()) {
            tryOtherGeneration(candidate.eio());
        }
    }

    private boolean tryOtherGeneration(int eio) {
        if (areBothTried) {
            return false;
        }
        areBothTried = true;
        startCandidate(ProtocolDetector.otherEio(eio));
        return true;
    }

    /** Returns true if no candidate is chosen and this one can still be. The caller holds the monitor. */
    boolean isUndecided(CandidateSocket candidate) {
        return chosen == null && !isEnded && candidates.contains(candidate);
    }

    /** Returns true if the session uses this candidate. */
    boolean isChosen(CandidateSocket candidate) {
        return chosen == candidate && !isEnded;
    }

    boolean isDecided() {
        return chosen != null;
    }

    /** Chooses the candidate that the session uses, and cancels the others. */
    synchronized void choose(CandidateSocket candidate) {
        chosen = candidate;
        candidates.stream().filter(other -> other != candidate).forEach(CandidateSocket::cancel);
        candidates.removeIf(other -> other != candidate);
    }

    /** Replaces a candidate whose handshake lacked the auth payload with one of another generation. */
    synchronized void replaceUndecided(CandidateSocket candidate, int eio) {
        candidates.remove(candidate);
        areBothTried = true;
        startCandidate(eio);
    }

    /** Handles the refusal of a generation; returns true if the other one is tried. */
    synchronized boolean handleRefusal(CandidateSocket candidate) {
        return isUndecided(candidate) && tryOtherGeneration(candidate.eio()) && candidates.remove(candidate);
    }

    /** Returns true if no other candidate is open. */
    boolean isLast(CandidateSocket candidate) {
        return candidates.size() == 1 && candidates.contains(candidate);
    }

    /** Handles the end of a candidate; returns true if the whole websocket has ended with it. */
    synchronized boolean handleEnd(CandidateSocket candidate) {
        boolean wasCandidate = candidates.remove(candidate);
        if (!wasCandidate || isEnded || !candidates.isEmpty()) {
            return false;
        }
        isEnded = true;
        if (chosen == null && detector.forcedEio().isEmpty()) {
            detector.endEio3Session();
        }
        return true;
    }

    /** Schedules a task; cancels the websocket if the session is being ended. */
    void schedule(Runnable task, long millis) {
        try {
            detector.scheduler().schedule(task, millis, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException leaving) {
            cancel();
        }
    }

    @Override
    public Request request() {
        return request;
    }

    @Override
    public long queueSize() {
        CandidateSocket current = chosen;
        return current == null ? 0 : current.queueSize();
    }

    @Override
    public boolean send(String frame) {
        CandidateSocket current = chosen;
        return current != null && current.send(frame);
    }

    @Override
    public boolean send(ByteString bytes) {
        CandidateSocket current = chosen;
        return current != null && current.send(bytes);
    }

    @Override
    public boolean close(int code, String reason) {
        boolean isClosing = false;
        for (CandidateSocket candidate : candidates) {
            isClosing |= candidate.close(code, reason);
        }
        return isClosing;
    }

    @Override
    public void cancel() {
        isCancelled = true;
        candidates.forEach(CandidateSocket::cancel);
    }
}
