package io.github.siocli.net.http;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.TimeUnit;
import okhttp3.Connection;
import okhttp3.Interceptor;
import okhttp3.Response;

/**
 * Checks a connection that was used before for the server's close before another request is written to it, and takes a new
 * connection if the server has closed it. Any thread may call.
 *
 * <p>Some servers answer {@code Connection: keep-alive} and close. OkHttp checks only after ten seconds, and a POST that it
 * has begun to write must not be repeated, as the server may have taken it.
 */
public final class ReusedConnections {

    /** The server's close follows its answer at once; a server that is known to keep connections is not waited for. */
    private static final int CLOSE_MILLIS = 10;

    /** The shortest timeout of a socket. */
    private static final int LOOK_MILLIS = 1;

    private static final long BUSY_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
    private static final int MOST_ATTEMPTS = 8;

    /**
     * The last use of a connection.
     *
     * @param method the method of the request
     * @param answered when the answer began, in nanoseconds
     */
    private record Use(String method, long answered) {}

    /** The server had closed the connection before a byte of the request was written. */
    private static final class StaleConnectionException extends IOException {
        private static final long serialVersionUID = 1L;

        private StaleConnectionException() {
            super("the server has closed the connection");
        }
    }

    /** Makes a request again that met a stale connection; the last of the application's interceptors. */
    public static final class Retry implements Interceptor {

        @Override
        public Response intercept(Chain chain) throws IOException {
            for (int attempt = 1; ; attempt++) {
                try {
                    return chain.proceed(chain.request());
                } catch (StaleConnectionException e) {
                    if (attempt == MOST_ATTEMPTS) {
                        throw e;
                    }
                }
            }
        }
    }

    private final Map<Connection, Use> uses = new WeakHashMap<>();
    private volatile boolean keeps;
    private volatile boolean closes;

    /** Returns the interceptor that checks connections; the first one of the network. */
    public Interceptor check() {
        return this::checked;
    }

    private Response checked(Interceptor.Chain chain) throws IOException {
        Connection connection = chain.connection();
        String method = chain.request().method();
        Use last = lastUse(connection);
        if (last != null && isStale(connection.socket(), last, method)) {
            throw new StaleConnectionException();
        }
        Response response = proceed(chain, last);
        synchronized (uses) {
            uses.put(connection, new Use(method, System.nanoTime()));
        }
        return response;
    }

    private Response proceed(Interceptor.Chain chain, Use last) throws IOException {
        if (last == null) {
            return chain.proceed(chain.request());
        }
        try {
            Response response = chain.proceed(chain.request());
            keeps = true;
            return response;
        } catch (IOException e) {
            // OkHttp makes a GET again; the next POST does not meet such a connection.
            closes |= !keeps && !chain.call().isCanceled();
            throw e;
        }
    }

    private Use lastUse(Connection connection) {
        synchronized (uses) {
            return uses.get(connection);
        }
    }

    private boolean isStale(Socket socket, Use last, String method) throws IOException {
        if (closes || keeps && System.nanoTime() - last.answered() < BUSY_NANOS) {
            return closes;
        }
        boolean isPost = method.equals("POST");
        if (!keeps && isPost && last.method().equals("GET")) {
            // The server's close may still be on its way, and the poll needs another connection anyway.
            return true;
        }
        // OkHttp itself repeats a GET if the connection turns out to be closed.
        boolean isStale = isClosed(socket, keeps || !isPost ? LOOK_MILLIS : CLOSE_MILLIS);
        closes = isStale && !keeps;
        return isStale;
    }

    /** Returns true if the server has closed a connection on which it has nothing to send, or sends something. */
    private static boolean isClosed(Socket socket, int millis) throws IOException {
        int before = socket.getSoTimeout();
        try {
            socket.setSoTimeout(millis);
            socket.getInputStream().read();
            return true;
        } catch (SocketTimeoutException open) {
            socket.setSoTimeout(before);
            return false;
        } catch (IOException broken) {
            return true;
        }
    }
}
