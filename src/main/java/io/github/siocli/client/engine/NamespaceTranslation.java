package io.github.siocli.client.engine;

import io.github.siocli.json.Json;
import io.github.siocli.json.JsonSyntaxException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Translates namespace packets of one session between Socket.IO protocol 5 (client library) and older protocols
 * (server). Not thread-safe.
 *
 * <p>Before protocol 5 the server connects the root without a CONNECT, and every other namespace only after the root.
 * It sends no ids and takes no auth payload. Its error packet is also what a middleware of a connected socket sends.
 */
final class NamespaceTranslation {

    private static final String ROOT = MessageText.ROOT;

    private enum Root {
        /** The server has neither connected nor refused us. */
        UNANSWERED,
        CONNECTED,
        REFUSED,
        /** Left by the client or by the server. */
        LEFT,
        /** A CONNECT was sent after the root was refused or left. */
        REJOINING
    }

    private final String sid;
    private final Consumer<String> wire;
    private final Set<String> connected = new HashSet<>();
    private final Map<String, String> delayedConnects = new LinkedHashMap<>();
    private Root root = Root.UNANSWERED;
    private boolean isRootVisible;
    private boolean isRootReported;
    private boolean isFirstConnectDue;

    /**
     * Creates the translation of a session that has just been opened.
     *
     * @param sid its id, from which the socket ids are made
     * @param isRootWanted whether the client library is about to connect the root
     * @param wire sends a packet to the server
     */
    NamespaceTranslation(String sid, boolean isRootWanted, Consumer<String> wire) {
        this.sid = sid;
        this.wire = wire;
        this.isRootVisible = isRootWanted;
        this.isFirstConnectDue = isRootWanted;
    }

    /** Translates a message of the server to the messages for the library. */
    List<String> incoming(String frame) {
        if (frame.length() < 2) {
            return List.of(frame);
        }
        return switch (frame.charAt(1)) {
            case MessageText.CONNECT -> connected(MessageText.path(frame));
            case MessageText.DISCONNECT -> disconnected(frame, MessageText.namespace(frame));
            case MessageText.ERROR -> error(MessageText.namespace(frame), MessageText.data(frame));
            default -> event(frame);
        };
    }

    /**
     * Translates a message of the library to the messages for the server.
     *
     * @param toLibrary receives the packets with which the library is answered
     */
    List<String> outgoing(String frame, Consumer<String> toLibrary) {
        if (frame.length() < 2) {
            return List.of(frame);
        }
        String nsp = MessageText.namespace(frame);
        return switch (frame.charAt(1)) {
            case MessageText.CONNECT ->
                nsp.equals(ROOT)
                        ? connectRoot(auth(MessageText.data(frame)), toLibrary)
                        : connectNamespace(nsp, auth(MessageText.data(frame)), toLibrary);
            case MessageText.DISCONNECT -> leave(nsp) ? List.of(frame) : List.of();
            default -> List.of(frame);
        };
    }

    /** Returns how a message is written, now or after the root is connected; empty if it is not sent. */
    Optional<String> sentForm(String frame) {
        if (frame.length() < 2 || frame.charAt(1) != MessageText.CONNECT) {
            return Optional.of(frame);
        }
        String nsp = MessageText.namespace(frame);
        return nsp.equals(ROOT) && root != Root.REFUSED && root != Root.LEFT
                ? Optional.empty()
                : Optional.of(request(nsp, auth(MessageText.data(frame))));
    }

    private static String request(String nsp, Optional<Json> auth) {
        String query = AuthQuery.suffix(auth);
        return MessageText.CONNECT_PACKET + (nsp.equals(ROOT) && query.isEmpty() ? "" : nsp + query + ",");
    }

    /**
     * Treats the root as connected if its CONNECT was not answered in time: 2.x answers nothing if no middleware guards
     * it.
     *
     * @return the packets for the library
     */
    List<String> handleRejoinTimeout() {
        return root == Root.REJOINING ? rootConnected() : List.of();
    }

    /** Returns true if the library has still to send its CONNECT of the root. */
    boolean isRootConnectDue() {
        return isFirstConnectDue;
    }

    /** Stops waiting for the library's CONNECT of the root. */
    void stopWaitingForRootConnect() {
        isRootVisible &= !isFirstConnectDue;
        isFirstConnectDue = false;
    }

    /** Returns true if the server has neither connected nor refused the root; it sends nothing else before. */
    boolean isRootUnanswered() {
        return root == Root.UNANSWERED;
    }

    /** Returns true if events need no translation in any namespace. */
    boolean isRootConnected() {
        return root == Root.CONNECTED;
    }

    /** Returns true if the root was requested again and the server has not answered. */
    boolean isRejoining() {
        return root == Root.REJOINING;
    }

    private List<String> connected(String path) {
        int query = path.indexOf('?');
        String nsp = query < 0 ? path : path.substring(0, query);
        if (!nsp.equals(ROOT)) {
            return connected.add(nsp) ? List.of(MessageText.connect(nsp, nsp + "#" + sid)) : List.of();
        }
        return root == Root.CONNECTED ? List.of() : rootConnected();
    }

    private List<String> rootConnected() {
        root = Root.CONNECTED;
        delayedConnects.values().forEach(wire);
        delayedConnects.clear();
        isRootReported = isRootVisible;
        return isRootVisible ? List.of(MessageText.connect(ROOT, sid)) : List.of();
    }

    private List<String> error(String nsp, String data) {
        if (nsp.equals(ROOT) ? root == Root.CONNECTED : connected.contains(nsp)) {
            return List.of(MessageText.event(nsp, data));
        }
        if (!nsp.equals(ROOT)) {
            return List.of(MessageText.refusal(nsp, data));
        }
        if (root == Root.REFUSED) {
            // A second CONNECT was sent before the answer to the first was known.
            return List.of();
        }
        root = Root.REFUSED;
        List<String> forLibrary = new ArrayList<>();
        if (isRootVisible) {
            isRootReported = true;
            forLibrary.add(MessageText.refusal(ROOT, data));
        }
        delayedConnects.keySet().forEach(name -> forLibrary.add(MessageText.unreachable(name)));
        delayedConnects.clear();
        return forLibrary;
    }

    private List<String> disconnected(String frame, String nsp) {
        if (!nsp.equals(ROOT)) {
            connected.remove(nsp);
            return List.of(frame);
        }
        boolean wasLeft = root == Root.LEFT;
        resetRoot();
        return wasLeft ? List.of() : List.of(frame);
    }

    private List<String> event(String frame) {
        if (root != Root.REJOINING || !MessageText.namespace(frame).equals(ROOT)) {
            return List.of(frame);
        }
        List<String> forLibrary = new ArrayList<>(rootConnected());
        forLibrary.add(frame);
        return forLibrary;
    }

    private List<String> connectRoot(Optional<Json> auth, Consumer<String> toLibrary) {
        isRootVisible = true;
        if (isFirstConnectDue) {
            // The server connects the root without a CONNECT.
            isFirstConnectDue = false;
            return List.of();
        }
        switch (root) {
            case CONNECTED:
                if (!isRootReported) {
                    isRootReported = true;
                    toLibrary.accept(MessageText.connect(ROOT, sid));
                }
                return List.of();
            case REFUSED, LEFT:
                root = Root.REJOINING;
                isRootReported = false;
                return List.of(request(ROOT, auth));
            default:
                return List.of();
        }
    }

    private List<String> connectNamespace(String nsp, Optional<Json> auth, Consumer<String> toLibrary) {
        String request = request(nsp, auth);
        switch (root) {
            case CONNECTED:
                return List.of(request);
            case REFUSED, LEFT:
                toLibrary.accept(MessageText.unreachable(nsp));
                return List.of();
            default:
                // The server would queue the CONNECT too, but lose its query.
                delayedConnects.put(nsp, request);
                return List.of();
        }
    }

    private boolean leave(String nsp) {
        if (nsp.equals(ROOT)) {
            boolean wasThere = root == Root.CONNECTED || root == Root.REJOINING;
            resetRoot();
            return wasThere;
        }
        connected.remove(nsp);
        return delayedConnects.remove(nsp) == null;
    }

    private void resetRoot() {
        root = Root.LEFT;
        isRootVisible = false;
        isRootReported = false;
        isFirstConnectDue = false;
    }

    private static Optional<Json> auth(String data) {
        try {
            return data.isEmpty() ? Optional.empty() : Optional.of(Json.parse(data));
        } catch (JsonSyntaxException e) {
            throw new IllegalStateException("the auth payload is not JSON", e);
        }
    }
}
