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
        EXPECTED,
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
    private final Map<String, String> waiting = new LinkedHashMap<>();
    private Root root = Root.EXPECTED;
    private boolean rootShown;
    private boolean rootTold;
    private boolean firstConnectDue;

    /**
     * Creates the translation of a session that has just been opened.
     *
     * @param sid its id, from which the socket ids are made
     * @param rootWanted whether the client library is about to connect the root
     * @param wire sends a packet to the server
     */
    NamespaceTranslation(String sid, boolean rootWanted, Consumer<String> wire) {
        this.sid = sid;
        this.wire = wire;
        this.rootShown = rootWanted;
        this.firstConnectDue = rootWanted;
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
     * @param told receives the packets with which the library is answered
     */
    List<String> outgoing(String frame, Consumer<String> told) {
        if (frame.length() < 2) {
            return List.of(frame);
        }
        String nsp = MessageText.namespace(frame);
        return switch (frame.charAt(1)) {
            case MessageText.CONNECT ->
                nsp.equals(ROOT)
                        ? rootAsked(auth(MessageText.data(frame)), told)
                        : asked(nsp, auth(MessageText.data(frame)), told);
            case MessageText.DISCONNECT -> left(nsp) ? List.of(frame) : List.of();
            default -> List.of(frame);
        };
    }

    /** Returns how a message is written, now or after the root is connected; empty if it is not sent. */
    Optional<String> sentAs(String frame) {
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
    List<String> rejoinedInSilence() {
        return root == Root.REJOINING ? rootConnected() : List.of();
    }

    /** Returns true if the library has still to send its CONNECT of the root. */
    boolean isAskingDue() {
        return firstConnectDue;
    }

    /** Stops waiting for the library's CONNECT of the root. */
    void goOnUnasked() {
        rootShown &= !firstConnectDue;
        firstConnectDue = false;
    }

    /** Returns true if the server has neither connected nor refused the root; it sends nothing else before. */
    boolean isRootDue() {
        return root == Root.EXPECTED;
    }

    /** Returns true if events need no translation in any namespace. */
    boolean isOpen() {
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
        waiting.values().forEach(wire);
        waiting.clear();
        rootTold = rootShown;
        return rootShown ? List.of(MessageText.connect(ROOT, sid)) : List.of();
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
        List<String> shown = new ArrayList<>();
        if (rootShown) {
            rootTold = true;
            shown.add(MessageText.refusal(ROOT, data));
        }
        waiting.keySet().forEach(name -> shown.add(MessageText.unreachable(name)));
        waiting.clear();
        return shown;
    }

    private List<String> disconnected(String frame, String nsp) {
        if (!nsp.equals(ROOT)) {
            connected.remove(nsp);
            return List.of(frame);
        }
        boolean wasLeft = root == Root.LEFT;
        rootLeft();
        return wasLeft ? List.of() : List.of(frame);
    }

    private List<String> event(String frame) {
        if (root != Root.REJOINING || !MessageText.namespace(frame).equals(ROOT)) {
            return List.of(frame);
        }
        List<String> shown = new ArrayList<>(rootConnected());
        shown.add(frame);
        return shown;
    }

    private List<String> rootAsked(Optional<Json> auth, Consumer<String> told) {
        rootShown = true;
        if (firstConnectDue) {
            // The server connects the root without a CONNECT.
            firstConnectDue = false;
            return List.of();
        }
        switch (root) {
            case CONNECTED:
                if (!rootTold) {
                    rootTold = true;
                    told.accept(MessageText.connect(ROOT, sid));
                }
                return List.of();
            case REFUSED, LEFT:
                root = Root.REJOINING;
                rootTold = false;
                return List.of(request(ROOT, auth));
            default:
                return List.of();
        }
    }

    private List<String> asked(String nsp, Optional<Json> auth, Consumer<String> told) {
        String request = request(nsp, auth);
        switch (root) {
            case CONNECTED:
                return List.of(request);
            case REFUSED, LEFT:
                told.accept(MessageText.unreachable(nsp));
                return List.of();
            default:
                // The server would queue the CONNECT too, but lose its query.
                waiting.put(nsp, request);
                return List.of();
        }
    }

    private boolean left(String nsp) {
        if (nsp.equals(ROOT)) {
            boolean wasThere = root == Root.CONNECTED || root == Root.REJOINING;
            rootLeft();
            return wasThere;
        }
        connected.remove(nsp);
        return waiting.remove(nsp) == null;
    }

    private void rootLeft() {
        root = Root.LEFT;
        rootShown = false;
        rootTold = false;
        firstConnectDue = false;
    }

    private static Optional<Json> auth(String data) {
        try {
            return data.isEmpty() ? Optional.empty() : Optional.of(Json.parse(data));
        } catch (JsonSyntaxException e) {
            throw new IllegalStateException("the auth payload is not JSON", e);
        }
    }
}
