package io.github.siocli.net.proxy;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProtocolException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * Connects to a server through a SOCKS5 proxy (RFC 1928), with name and password if the proxy asks for them (RFC 1929).
 */
final class Socks5 {

    /** Length of an IPv4 address in bytes. */
    static final int IPV4_LENGTH = 4;

    private static final int IPV6_LENGTH = 16;
    private static final int VERSION = 5;
    private static final int LOGIN_VERSION = 1;
    private static final int NO_LOGIN = 0;
    private static final int PASSWORD = 2;
    private static final int NO_METHOD = 0xff;
    private static final int CONNECT = 1;
    private static final int IPV4 = 1;
    private static final int NAME = 3;
    private static final int IPV6 = 4;
    private static final int MAX_TEXT = 255;
    private static final Pattern ADDRESS = Pattern.compile("\\d+(\\.\\d+){3}");

    private final ProxyAddress proxy;
    private final Socket socket;

    Socks5(ProxyAddress proxy, Socket socket) {
        this.proxy = proxy;
        this.socket = socket;
    }

    /**
     * Connects, and leaves the socket at the first byte from the server.
     *
     * @param server the server; an unresolved address is sent as a name
     */
    void open(InetSocketAddress server) throws IOException {
        String target = ProxyAddress.hostAndPort(server.getHostString(), server.getPort());
        DataInputStream in = new DataInputStream(socket.getInputStream());
        try {
            negotiateLogin(in);
        } catch (EOFException | SocketException e) {
            throw ProxyRefusals.otherProtocol(proxy, "it closed the connection without a response");
        }
        try {
            connect(in, server, target);
        } catch (EOFException | SocketException e) {
            throw ProxyRefusals.refused(proxy, target, "it closed the connection without a response");
        }
    }

    private void negotiateLogin(DataInputStream in) throws IOException {
        boolean known = proxy.credentials().isPresent();
        send(known ? new byte[] {VERSION, 2, NO_LOGIN, PASSWORD} : new byte[] {VERSION, 1, NO_LOGIN});
        int version = in.readUnsignedByte();
        if (version != VERSION) {
            throw ProxyRefusals.otherProtocol(proxy, "its response begins with the byte " + version + ", not 5");
        }
        int method = in.readUnsignedByte();
        if (method == PASSWORD && known) {
            logIn(in);
        } else if (method == NO_METHOD) {
            throw new ProxyException(ProxyRefusals.credentials(proxy, "SOCKS5: no acceptable methods"));
        } else if (method != NO_LOGIN) {
            throw ProxyRefusals.otherProtocol(
                    proxy, "it chose an authentication method that was not offered, " + method);
        }
    }

    private void logIn(DataInputStream in) throws IOException {
        ProxyAddress.Credentials known = proxy.credentials().orElseThrow();
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        request.write(LOGIN_VERSION);
        writeText(request, known.name());
        writeText(request, known.password());
        send(request.toByteArray());
        in.readUnsignedByte();
        int status = in.readUnsignedByte();
        if (status != 0) {
            throw new ProxyException(ProxyRefusals.credentials(proxy, "SOCKS5: login status " + status));
        }
    }

    private void connect(DataInputStream in, InetSocketAddress server, String target) throws IOException {
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        request.writeBytes(new byte[] {VERSION, CONNECT, 0});
        if (server.isUnresolved() && !isAddress(server.getHostString())) {
            request.write(NAME);
            writeText(request, server.getHostString());
        } else {
            InetAddress address =
                    server.isUnresolved() ? InetAddress.getByName(server.getHostString()) : server.getAddress();
            byte[] bytes = address.getAddress();
            request.write(bytes.length == IPV4_LENGTH ? IPV4 : IPV6);
            request.writeBytes(bytes);
        }
        request.write(server.getPort() >> 8);
        request.write(server.getPort());
        send(request.toByteArray());

        in.readUnsignedByte();
        int reply = in.readUnsignedByte();
        if (reply != 0) {
            throw ProxyRefusals.refused(proxy, target, "SOCKS5: " + meaning(reply));
        }
        in.readUnsignedByte();
        int length = switch (in.readUnsignedByte()) {
            case IPV4 -> IPV4_LENGTH;
            case IPV6 -> IPV6_LENGTH;
            case NAME -> in.readUnsignedByte();
            default -> throw ProxyRefusals.otherProtocol(proxy, "its response has an unknown address type");
        };
        in.readFully(new byte[length + 2]);
    }

    private static boolean isAddress(String host) {
        return host.contains(":") || ADDRESS.matcher(host).matches();
    }

    private static void writeText(ByteArrayOutputStream out, String text) throws ProtocolException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > MAX_TEXT) {
            throw new ProtocolException("SOCKS5 limits texts to 255 bytes");
        }
        out.write(bytes.length);
        out.writeBytes(bytes);
    }

    private void send(byte... bytes) throws IOException {
        socket.getOutputStream().write(bytes);
    }

    private static String meaning(int reply) {
        return switch (reply) {
            case 1 -> "general failure";
            case 2 -> "not allowed by its rules";
            case 3 -> "network unreachable";
            case 4 -> "host unreachable";
            case 5 -> "connection refused";
            case 6 -> "TTL expired";
            case 7 -> "command not supported";
            case 8 -> "address type not supported";
            default -> "reply " + reply;
        };
    }
}
