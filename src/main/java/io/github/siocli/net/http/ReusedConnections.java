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
 * Checks whether the server has closed a kept connection before a request is written to it, and uses a new connection
 * if so. Any thread may call.
 *
 * <p>Some servers send {@code Connection: keep-alive} and close the connection. OkHttp checks a connection only after
 * ten seconds, and a POST that is partly written must not be repeated, because the server may have processed it.
 */
public final class ReusedConnections {

    /**
     * Time to wait for the server's close, which follows its response at once. Not applied to a server that is known to
     * keep connections.
     */
    private static final int CLOSE_MILLIS = 10;

    /** The shortest timeout of a socket. */
    private static final int LOOK_MILLIS = 1;

    private static final long BUSY_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
    private static final int MAX_ATTEMPTS = 8;

    /**
     * The last use of a connection.
     *
     * @param method the method of the request
     * @param responseStart when the response began, in nanoseconds
     */
    private record Use(String method, long responseStart) {}

    /** The server closed the connection before a byte of the request was written. */
    private static final class StaleConnectionException extends IOException {
        private static final long serialVersionUID = 1L;

        private StaleConnectionException() {
            super("the server has closed the connection");
        }
    }

    /** Repeats a request that met a stale connection. Must be the last application interceptor. */
    public static final class Retry implements Interceptor {

        @Override
        public Response intercept(Chain chain) throws IOException {
            for (int attempt = 1; ; attempt++) {
                try {
                    return chain.proceed(chain.request());
                } catch (StaleConnectionException e) {
                    if (attempt == MAX_ATTEMPTS) {
                        throw e;
                    }
                }
            }
        }
    }

    private final Map<Connection, Use> uses = new WeakHashMap<>();
    private volatile boolean serverKeeps;
    private volatile boolean serverCloses;

    /** Returns the interceptor that checks connections. It must be the first network interceptor. */
    public Interceptor check() {
        return this::checkAndProceed;
    }

    private Response checkAndProceed(Interceptor.Chain chain) throws IOException {
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
            serverKeeps = true;
            return response;
        } catch (IOException e) {
            // OkHttp repeats a GET. This makes the next POST avoid such a connection.
            serverCloses |= !serverKeeps && !chain.call().isCanceled();
            throw e;
        }
    }

    private Use lastUse(Connection connection) {
        synchronized (uses) {
            return uses.get(connection);
        }
    }

    private boolean isStale(Socket socket, Use last, String method) throws IOException {
        if (serverCloses || serverKeeps && System.nanoTime() - last.responseStart() < BUSY_NANOS) {
            return serverCloses;
        }
        boolean isPost = method.equals("POST");
        if (!serverKeeps && isPost && last.method().equals("GET")) {
            // The server's close may still be in transit, and the next poll needs another connection anyway.
            return true;
        }
        // The short check suffices for a GET, because OkHttp repeats it if the connection is closed.
        boolean isStale = isClosed(socket, serverKeeps || !isPost ? LOOK_MILLIS : CLOSE_MILLIS);
        serverCloses = isStale && !serverKeeps;
        return isStale;
    }

    /** Returns true if the connection of an idle server is closed, or has unexpected data to read. */
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
