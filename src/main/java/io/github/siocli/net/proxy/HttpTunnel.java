package io.github.siocli.net.proxy;

import io.github.siocli.event.Failure;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Opens a tunnel to a server through an HTTP proxy, with the method CONNECT. */
final class HttpTunnel {

    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] (\\d{3})(?: (.*))?");
    private static final String HTTP = "HTTP/";
    private static final int MAX_HEAD = 64 << 10;
    private static final int MAX_BODY = 1024;
    private static final int BODY_MILLIS = 500;
    private static final int SHOWN = 40;
    private static final int UNAUTHORIZED = 407;

    private final ProxyAddress proxy;
    private final Socket socket;

    HttpTunnel(ProxyAddress proxy, Socket socket) {
        this.proxy = proxy;
        this.socket = socket;
    }

    /** Opens the tunnel, and leaves the socket at the first byte from the server. */
    void open(InetSocketAddress server) throws IOException {
        String target = ProxyAddress.hostAndPort(server.getHostString(), server.getPort());
        String request = "CONNECT " + target + " HTTP/1.1\r\nHost: " + target + "\r\nUser-Agent: sio\r\n"
                + proxy.credentials()
                        .map(known -> "Proxy-Authorization: " + known.basic() + "\r\n")
                        .orElse("")
                + "\r\n";
        List<String> head;
        try {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            head = head();
        } catch (EOFException | SocketException e) {
            throw ProxyRefusals.refused(proxy, target, "it closed the connection without a response");
        }
        Matcher status = STATUS.matcher(head.get(0));
        if (!status.matches()) {
            throw ProxyRefusals.otherProtocol(proxy, "it sent \"" + shortened(head.get(0)) + "\"");
        }
        int code = Integer.parseInt(status.group(1));
        if (code / 100 != 2) {
            String reason = status.group(2) == null ? "" : " " + status.group(2).strip();
            throw refusal(target, code, (code + reason).strip(), head);
        }
    }

    private ProxyException refusal(String target, int code, String label, List<String> head) throws IOException {
        String evidence = String.join("\n", head) + "\n\n" + body();
        if (code == UNAUTHORIZED) {
            Failure failure = ProxyRefusals.unauthorized(proxy, label, values(head, "proxy-authenticate"));
            return new ProxyException(failure.withEvidence(evidence.strip()));
        }
        Failure failure = ProxyRefusals.refused(proxy, target, label).failure();
        return new ProxyException(failure.withEvidence(evidence.strip()));
    }

    /**
     * Reads the lines up to the empty one. Reads single bytes, because the bytes after the head belong to the server.
     */
    private List<String> head() throws IOException {
        InputStream in = socket.getInputStream();
        List<String> lines = new ArrayList<>();
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int read = 0; read < MAX_HEAD; read++) {
            int b = in.read();
            if (b < 0) {
                throw new EOFException();
            }
            if (b != '\n') {
                line.write(b);
                if (lines.isEmpty() && !startsLikeHttp(line)) {
                    return List.of(line.toString(StandardCharsets.ISO_8859_1));
                }
                continue;
            }
            String text = line.toString(StandardCharsets.ISO_8859_1).stripTrailing();
            line.reset();
            if (text.isEmpty()) {
                return lines;
            }
            lines.add(text);
        }
        throw ProxyRefusals.otherProtocol(proxy, "its response has no end");
    }

    /** Returns false as early as possible, because data of another protocol may contain no end of line. */
    private static boolean startsLikeHttp(ByteArrayOutputStream line) {
        return line.size() > HTTP.length() || HTTP.startsWith(line.toString(StandardCharsets.ISO_8859_1));
    }

    private String body() throws IOException {
        socket.setSoTimeout(BODY_MILLIS);
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        try {
            InputStream in = socket.getInputStream();
            for (int b = in.read(); b >= 0 && body.size() < MAX_BODY; b = in.read()) {
                body.write(b);
            }
        } catch (IOException noMore) {
            // Returns the part that arrived.
        }
        return body.toString(StandardCharsets.UTF_8);
    }

    private static List<String> values(List<String> head, String name) {
        return head.stream()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(name + ":"))
                .map(line -> line.substring(name.length() + 1).strip())
                .toList();
    }

    private static String shortened(String line) {
        return line.length() > SHOWN ? line.substring(0, SHOWN) + "…" : line;
    }
}
