package io.github.siocli.net.proxy;

import io.github.siocli.net.websocket.Cancellation;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;

/** A socket for the HTTP client that delegates to a connection through a proxy or to a proxy, with or without TLS. */
public final class ProxiedSocket extends Socket {

    /** Opens the connection that a socket delegates to. */
    @FunctionalInterface
    public interface Connection {
        Socket open(InetSocketAddress endpoint, Cancellation cancellation) throws IOException;
    }

    private final Connection connection;
    private final Cancellation opening = new Cancellation();
    private volatile Socket behind = new Socket();

    public ProxiedSocket(Connection connection) {
        this.connection = connection;
    }

    @Override
    public void connect(SocketAddress endpoint, int timeout) throws IOException {
        behind = connection.open((InetSocketAddress) endpoint, opening);
    }

    @Override
    public void connect(SocketAddress endpoint) throws IOException {
        connect(endpoint, 0);
    }

    @Override
    public void close() throws IOException {
        try {
            behind.close();
        } finally {
            opening.cancel();
        }
    }

    @Override
    public InputStream getInputStream() throws IOException {
        return behind.getInputStream();
    }

    @Override
    public OutputStream getOutputStream() throws IOException {
        return behind.getOutputStream();
    }

    @Override
    public void shutdownInput() throws IOException {
        behind.shutdownInput();
    }

    @Override
    public void shutdownOutput() throws IOException {
        behind.shutdownOutput();
    }

    @Override
    public boolean isConnected() {
        return behind.isConnected();
    }

    @Override
    public boolean isBound() {
        return behind.isBound();
    }

    @Override
    public boolean isClosed() {
        return opening.isCancelled() || behind.isClosed();
    }

    @Override
    public boolean isInputShutdown() {
        return behind.isInputShutdown();
    }

    @Override
    public boolean isOutputShutdown() {
        return behind.isOutputShutdown();
    }

    @Override
    public void setSoTimeout(int timeout) throws SocketException {
        behind.setSoTimeout(timeout);
    }

    @Override
    public int getSoTimeout() throws SocketException {
        return behind.getSoTimeout();
    }

    @Override
    public void setTcpNoDelay(boolean on) throws SocketException {
        behind.setTcpNoDelay(on);
    }

    @Override
    public boolean getTcpNoDelay() throws SocketException {
        return behind.getTcpNoDelay();
    }

    @Override
    public InetAddress getInetAddress() {
        return behind.getInetAddress();
    }

    @Override
    public InetAddress getLocalAddress() {
        return behind.getLocalAddress();
    }

    @Override
    public int getPort() {
        return behind.getPort();
    }

    @Override
    public int getLocalPort() {
        return behind.getLocalPort();
    }

    @Override
    public SocketAddress getRemoteSocketAddress() {
        return behind.getRemoteSocketAddress();
    }

    @Override
    public SocketAddress getLocalSocketAddress() {
        return behind.getLocalSocketAddress();
    }
}
