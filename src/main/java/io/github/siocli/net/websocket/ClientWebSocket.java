package io.github.siocli.net.websocket;

import io.github.siocli.net.websocket.FrameReader.DataKind;
import io.github.siocli.net.websocket.OpeningHandshake.OpenConnection;
import java.io.IOException;
import java.net.SocketException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.WebSocketListener;
import okio.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * One websocket. Any thread may call its methods. The reading thread calls the listener.
 *
 * <p>It implements the contract of OkHttp's interface with three differences: {@code send} writes to the socket itself
 * and returns when the frame is written; nothing can be sent before {@code onOpen}; and if the listener does not close
 * in {@code onClosing}, this class answers the server's close frame with the same code.
 */
public final class ClientWebSocket implements BytesSender {

    private final Request request;
    private final BytesListener listener;
    private final OpeningHandshake handshake;
    private final WebSocketLimits limits;
    private final FrameObserver observer;
    private final ScheduledExecutorService timer;
    private final Cancellation cancellation = new Cancellation();
    private final PingTracker pings = new PingTracker();
    private final FrameWriter writer;
    private final PongSender pongs;
    private volatile boolean cancelled;
    /** Timeout of the close handshake; null until that begins. */
    private volatile @Nullable Timeout closeTimeout;
    /** Close frame of the server; null until it arrives. */
    private @Nullable CloseFrame receivedClose;

    ClientWebSocket(
            Request request,
            WebSocketListener listener,
            OpeningHandshake opening,
            WebSocketLimits limits,
            FrameObserver observer,
            ScheduledExecutorService timer) {
        this.request = request;
        this.listener = BytesListener.of(listener);
        this.handshake = opening;
        this.limits = limits;
        this.observer = observer;
        this.timer = timer;
        this.writer = new FrameWriter(observer, this::startCloseTimeout);
        this.pongs = new PongSender(payload -> writer.send(Opcode.PONG, payload));
    }

    void start() {
        Thread thread = new Thread(this::run, "sio-websocket");
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * Sends a ping and waits for its pong (RFC 6455, 5.5.2). The time includes the data queued before it in both
     * directions.
     *
     * @return the round-trip time; empty if no pong arrives within the timeout, or if the websocket is not open
     */
    public Optional<Duration> ping(Duration timeout) throws InterruptedException {
        return pings.measure(timeout, payload -> writer.send(Opcode.PING, payload));
    }

    /**
     * Collects the frames that the calling thread sends from now on, because it will send more of them. The thread must
     * call {@link #flush} afterwards.
     */
    public void gather() {
        writer.gather();
    }

    /** Writes the collected frames, if there are any. */
    public void flush() {
        writer.flush();
    }

    @Override
    public Request request() {
        return request;
    }

    @Override
    public long queueSize() {
        return writer.queuedBytes();
    }

    @Override
    public boolean sendText(byte[] utf8) {
        return writer.send(Opcode.TEXT, utf8);
    }

    @Override
    public boolean send(ByteString bytes) {
        return writer.send(Opcode.BINARY, bytes.toByteArray());
    }

    @Override
    public boolean close(int code, String reason) {
        boolean first = !cancelled && writer.close(CloseFrame.of(code, reason == null ? "" : reason));
        if (first) {
            startCloseTimeout();
        }
        return first;
    }

    @Override
    public void cancel() {
        cancelled = true;
        cancellation.cancel();
    }

    private void run() {
        Consumer<WebSocketListener> end;
        Optional<Throwable> fault = Optional.empty();
        try {
            OpenConnection opened = handshake.open(request, observer, cancellation);
            end = read(opened);
            writer.runIfIdle(() -> closeSocket(opened));
        } catch (HandshakeRefusedException e) {
            observer.failed(e);
            end = told -> told.onFailure(this, e, e.response());
        } catch (IOException | RuntimeException | Error e) {
            fault = Optional.<Throwable>of(e).filter(thrown -> !(thrown instanceof IOException));
            Throwable seen = cancelled && e instanceof IOException ? new SocketException("Socket closed") : e;
            observer.failed(seen);
            end = told -> told.onFailure(this, seen, null);
        }
        cancellation.cancel();
        Timeout timeout = closeTimeout;
        if (timeout != null) {
            timeout.close();
        }
        pings.end();
        end.accept(listener);
        fault.ifPresent(ClientWebSocket::reportBug);
    }

    /** The listener gets this failure as the end of the connection. A bug in our code must be reported as well. */
    private static void reportBug(Throwable fault) {
        Thread thread = Thread.currentThread();
        thread.getUncaughtExceptionHandler().uncaughtException(thread, fault);
    }

    /** Reads frames until the close frame, and returns the call that reports the end to the listener. */
    private Consumer<WebSocketListener> read(OpenConnection opened) throws IOException {
        FrameReader frames = new FrameReader(opened.in(), limits.message(), observer, new MessageForwarder());
        writer.open(opened.out());
        listener.onOpen(this, opened.response());
        try {
            DataKind next = DataKind.FRAME;
            while (next == DataKind.FRAME) {
                if (cancelled) {
                    throw new SocketException("Socket closed");
                }
                next = frames.next();
            }
            if (next == DataKind.HTTP) {
                throw readRefusal(opened);
            }
        } catch (ProtocolViolationException e) {
            failConnection(opened, e);
            throw e;
        }
        CloseFrame frame = Objects.requireNonNull(receivedClose);
        listener.onClosing(this, frame.code(), frame.reason());
        startCloseTimeout();
        writer.close(frame);
        return told -> told.onClosed(this, frame.code(), frame.reason());
    }

    private HandshakeRefusedException readRefusal(OpenConnection opened) throws IOException {
        Response refusal = handshake.readRefusal(request, observer, opened.in(), cancellation);
        return new HandshakeRefusedException("HTTP where a websocket frame is due: " + refusal.code(), refusal);
    }

    /** Sends the close code of the violation to the server, unless another thread is writing. */
    private void failConnection(OpenConnection opened, ProtocolViolationException e) {
        startCloseTimeout();
        writer.runIfIdle(() -> {
            writer.close(new CloseFrame(e.closeCode(), ""));
            closeSocket(opened);
        });
    }

    /** Starts the timeout for the server's part of the close handshake, unless it runs already. */
    private synchronized void startCloseTimeout() {
        if (closeTimeout == null) {
            closeTimeout = new Timeout(timer, limits.close(), cancellation);
        }
    }

    /** Closes the socket. With TLS this writes a close_notify alert, so no other thread may be writing. */
    private void closeSocket(OpenConnection opened) {
        try {
            opened.socket().close();
        } catch (IOException gone) {
            // The connection ends in any case.
        }
    }

    private final class MessageForwarder implements FrameReader.WebSocketReceiver {

        @Override
        public void text(byte[] utf8) {
            listener.onText(ClientWebSocket.this, utf8);
        }

        @Override
        public void binary(byte[] message) {
            listener.onBinary(ClientWebSocket.this, message);
        }

        @Override
        public void ping(byte[] payload) {
            pongs.send(payload);
        }

        @Override
        public void pong(byte[] payload) {
            pings.pongReceived(payload);
        }

        @Override
        public void close(CloseFrame frame) {
            receivedClose = frame;
        }
    }
}
