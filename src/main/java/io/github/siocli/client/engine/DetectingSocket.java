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
    private static final long SILENT_MILLIS = 2000;

    private final ProtocolDetector negotiation;
    private final WebSocket.Factory wire;
    private final Request request;
    private final WebSocketListener listener;
    private final List<CandidateSocket> live = new CopyOnWriteArrayList<>();
    private boolean opened;
    private boolean bothTried;
    private volatile CandidateSocket chosen;
    private volatile boolean over;
    private volatile boolean cancelled;

    /** Creates a websocket that is not started. */
    DetectingSocket(ProtocolDetector negotiation, WebSocket.Factory wire, Request request, WebSocketListener listener) {
        this.negotiation = negotiation;
        this.wire = wire;
        this.request = request;
        this.listener = listener;
    }

    synchronized WebSocket start() {
        bothTried = negotiation.forced().isPresent();
        begin(negotiation.next());
        return this;
    }

    private void begin(int eio) {
        begin(new CandidateSocket(this, negotiation, listener, eio));
    }

    private void begin(CandidateSocket attempt) {
        live.add(attempt);
        attempt.start(wire, negotiation.asking(request, attempt.eio()));
        if (cancelled) {
            attempt.cancel();
        }
    }

    /** Handles an accepted websocket; returns false if it is no longer needed. */
    synchronized boolean accepted(CandidateSocket attempt, Response response) {
        if (!live.contains(attempt)) {
            return false;
        }
        if (!opened) {
            opened = true;
            listener.onOpen(this, response);
        }
        schedule(() -> silent(attempt), SILENT_MILLIS);
        return true;
    }

    private synchronized void silent(CandidateSocket attempt) {
        if (isUndecided(attempt) && !attempt.hasHandshake()) {
            tryOther(attempt.eio());
        }
    }

    private boolean tryOther(int eio) {
        if (bothTried) {
            return false;
        }
        bothTried = true;
        begin(ProtocolDetector.other(eio));
        return true;
    }

    /** Returns true if no candidate is chosen and this one can still be. The caller holds the monitor. */
    boolean isUndecided(CandidateSocket attempt) {
        return chosen == null && !over && live.contains(attempt);
    }

    /** Returns true if the session uses this candidate. */
    boolean isChosen(CandidateSocket attempt) {
        return chosen == attempt && !over;
    }

    boolean isDecided() {
        return chosen != null;
    }

    /** Chooses the candidate that the session uses, and cancels the others. */
    synchronized void choose(CandidateSocket attempt) {
        chosen = attempt;
        live.stream().filter(other -> other != attempt).forEach(CandidateSocket::cancel);
        live.removeIf(other -> other != attempt);
    }

    /** Replaces a candidate whose handshake lacked the auth payload with one of another generation. */
    synchronized void restart(CandidateSocket attempt, int eio) {
        live.remove(attempt);
        bothTried = true;
        begin(eio);
    }

    /**
     * Opens an Engine.IO 3 session in place of the chosen one, because the auth payload was not sent where generation 3
     * expects it.
     */
    synchronized void beginAnew(CandidateSocket attempt, TentativeEio4 said) {
        live.remove(attempt);
        CandidateSocket other = new CandidateSocket(this, negotiation, listener, 3, said);
        begin(other);
        chosen = other;
    }

    /** Handles the refusal of a generation; returns true if the other one is tried. */
    synchronized boolean refused(CandidateSocket attempt) {
        return isUndecided(attempt) && tryOther(attempt.eio()) && live.remove(attempt);
    }

    /** Returns true if no other candidate is open. */
    boolean isLast(CandidateSocket attempt) {
        return live.size() == 1 && live.contains(attempt);
    }

    /** Handles the end of a candidate; returns true if the whole websocket has ended with it. */
    synchronized boolean ended(CandidateSocket attempt) {
        boolean took = live.remove(attempt);
        if (!took || over || !live.isEmpty()) {
            return false;
        }
        over = true;
        if (chosen == null && negotiation.forced().isEmpty()) {
            negotiation.notEio3();
        }
        return true;
    }

    /** Schedules a task; cancels the websocket if the session is being ended. */
    void schedule(Runnable task, long millis) {
        try {
            negotiation.scheduler().schedule(task, millis, TimeUnit.MILLISECONDS);
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
        CandidateSocket used = chosen;
        return used == null ? 0 : used.queueSize();
    }

    @Override
    public boolean send(String frame) {
        CandidateSocket used = chosen;
        return used != null && used.send(frame);
    }

    @Override
    public boolean send(ByteString bytes) {
        CandidateSocket used = chosen;
        return used != null && used.send(bytes);
    }

    @Override
    public boolean close(int code, String reason) {
        boolean closed = false;
        for (CandidateSocket attempt : live) {
            closed |= attempt.close(code, reason);
        }
        return closed;
    }

    @Override
    public void cancel() {
        cancelled = true;
        live.forEach(CandidateSocket::cancel);
    }
}
