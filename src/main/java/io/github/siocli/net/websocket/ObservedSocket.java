package io.github.siocli.net.websocket;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Proxy;
import java.net.Socket;

/** A TCP socket that records the start of each response, below TLS if TLS is used. */
public class ObservedSocket extends Socket {

    /** Type of a TLS alert. The JDK sends one when a response is not TLS, and then reads the rest of that response. */
    private static final byte TLS_ALERT = 0x15;

    private final ResponseStart responseStart;

    /**
     * Creates an unconnected socket.
     *
     * @param listener called when a response begins
     */
    public ObservedSocket(DialListener listener) {
        // Without this argument the JDK would search a file for proxies of its own.
        super(Proxy.NO_PROXY);
        this.responseStart = new ResponseStart(listener);
    }

    @Override
    public InputStream getInputStream() throws IOException {
        InputStream in = super.getInputStream();
        return new InputStream() {
            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
            }

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                int read = in.read(bytes, offset, length);
                if (read > 0) {
                    responseStart.received(bytes, offset, read);
                }
                return read;
            }

            @Override
            public int available() throws IOException {
                return in.available();
            }

            @Override
            public void close() throws IOException {
                in.close();
            }
        };
    }

    @Override
    public OutputStream getOutputStream() throws IOException {
        OutputStream out = super.getOutputStream();
        return new OutputStream() {
            @Override
            public void write(int one) throws IOException {
                write(new byte[] {(byte) one}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                if (length > 0 && bytes[offset] != TLS_ALERT) {
                    responseStart.beforeWrite();
                }
                out.write(bytes, offset, length);
            }

            @Override
            public void flush() throws IOException {
                out.flush();
            }

            @Override
            public void close() throws IOException {
                out.close();
            }
        };
    }
}
