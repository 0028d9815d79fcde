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
 * A websocket that a session opens with, to a server of which the generation is to be found out. Where a server refuses one
 * generation, or says nothing to it, the other one is tried on a websocket of its own; the first that opens is used.
 *
 * <p>Its monitor guards the choice. Once that is made, frames pass without it.
 */
final class DetectingSocket implements WebSocket {

    /** A server that takes this long for a handshake may be one that says nothing to this generation. */
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

    /** A websocket, not started yet. */
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

    /** A server has accepted a websocket; says whether that is still wanted. */
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

    /** Whether an attempt takes part in a choice that has not been made. To be asked with the monitor held. */
    boolean isUndecided(CandidateSocket attempt) {
        return chosen == null && !over && live.contains(attempt);
    }

    /** Whether the session goes over an attempt. */
    boolean isChosen(CandidateSocket attempt) {
        return chosen == attempt && !over;
    }

    boolean isDecided() {
        return chosen != null;
    }

    /** The session goes over this one. */
    synchronized void choose(CandidateSocket attempt) {
        chosen = attempt;
        live.stream().filter(other -> other != attempt).forEach(CandidateSocket::cancel);
        live.removeIf(other -> other != attempt);
    }

    /** Begins anew, as this one has left something out. */
    synchronized void restart(CandidateSocket attempt, int eio) {
        live.remove(attempt);
        bothTried = true;
        begin(eio);
    }

    /** Opens another session in the place of the one that was chosen, which has told the server too little. */
    synchronized void beginAnew(CandidateSocket attempt, TentativeEio4 said) {
        live.remove(attempt);
        CandidateSocket other = new CandidateSocket(this, negotiation, listener, 3, said);
        begin(other);
        chosen = other;
    }

    /** A server refuses the generation that it was asked for; says whether the other one is tried. */
    synchronized boolean refused(CandidateSocket attempt) {
        return isUndecided(attempt) && tryOther(attempt.eio()) && live.remove(attempt);
    }

    /** Whether this one is all that there is. */
    boolean isLast(CandidateSocket attempt) {
        return live.size() == 1 && live.contains(attempt);
    }

    /** An attempt has ended; says whether that is the end of all. */
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

    /** Runs something later; where the session is being left, it is over. */
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
