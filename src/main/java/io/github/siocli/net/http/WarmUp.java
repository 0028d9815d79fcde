package io.github.siocli.net.http;

import io.github.siocli.net.tls.TlsWarmUp;
import java.io.IOException;
import java.net.Proxy;
import java.net.Socket;
import java.util.logging.Logger;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;

/** Initializes parts of the JDK and the libraries that every first session needs. */
public final class WarmUp {

    private WarmUp() {}

    /**
     * Starts the initialization on background threads and returns at once, so that it overlaps with the caller's work.
     *
     * @param secure whether TLS will be needed
     * @param polling whether an HTTP client will be needed
     */
    public static void start(boolean secure, boolean polling) {
        if (secure) {
            startThread("sio-preparation-tls", TlsWarmUp::run);
        }
        startThread("sio-preparation", () -> prepare(polling));
    }

    private static void startThread(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
    }

    private static void prepare(boolean polling) {
        // Tables for host names, the JDK's security properties, native code, and logging, in the order in which they
        // are needed.
        HttpUrl.get("http://localhost/");
        Logger.getLogger(WarmUp.class.getName());
        if (polling) {
            // The first builder loads all security providers of the JDK, of which OkHttp reads the name of the first.
            new OkHttpClient.Builder();
        }
        try (Socket socket = new Socket(Proxy.NO_PROXY)) {
            socket.setReuseAddress(true);
        } catch (IOException e) {
            // The session that connects reports the failure.
        }
    }
}
