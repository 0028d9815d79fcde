package io.github.siocli.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** Each version of the server over each transport, for parameterised tests ({@code @EnumSource}). */
public enum ServerAndTransport {
    V1_7_POLLING(ServerVersion.V1_7, "polling"),
    V1_7_WEBSOCKET(ServerVersion.V1_7, "websocket"),
    V1_7_UPGRADE(ServerVersion.V1_7, "polling,websocket"),
    V2_5_POLLING(ServerVersion.V2_5, "polling"),
    V2_5_WEBSOCKET(ServerVersion.V2_5, "websocket"),
    V2_5_UPGRADE(ServerVersion.V2_5, "polling,websocket"),
    V3_1_POLLING(ServerVersion.V3_1, "polling"),
    V3_1_WEBSOCKET(ServerVersion.V3_1, "websocket"),
    V3_1_UPGRADE(ServerVersion.V3_1, "polling,websocket"),
    V4_8_POLLING(ServerVersion.V4_8, "polling"),
    V4_8_WEBSOCKET(ServerVersion.V4_8, "websocket"),
    V4_8_UPGRADE(ServerVersion.V4_8, "polling,websocket");

    /** The name of {@link #withParsers} as a method source. */
    public static final String WITH_PARSERS = "io.github.siocli.testing.ServerAndTransport#withParsers";

    private final ServerVersion version;
    private final String transports;

    ServerAndTransport(ServerVersion version, String transports) {
        this.version = version;
        this.transports = transports;
    }

    /**
     * Returns each constant with each parser that its server supports, {@code json} or {@code msgpack}, for parameterised
     * tests ({@code @MethodSource(WITH_PARSERS)}).
     */
    public static Stream<Arguments> withParsers() {
        return Stream.of(values())
                .flatMap(servers -> Stream.of("json", "msgpack")
                        // Servers support other parsers since 2.0.
                        .filter(parser -> parser.equals("json") || servers.version() != ServerVersion.V1_7)
                        .map(parser -> Arguments.of(servers, parser)));
    }

    /** Returns the version of the server. */
    public ServerVersion version() {
        return version;
    }

    /** Returns the value of {@code --transport}. */
    public String transports() {
        return transports;
    }

    /** Starts a server of this version for one test. */
    public NodeServer start() {
        return NodeServer.start(version);
    }

    /** Starts a server of this version with a parser, {@code json} or {@code msgpack}, for one test. */
    public NodeServer start(String parser) {
        return NodeServer.start(version, "{\"parser\":\"" + parser + "\"}");
    }

    /** Returns the shared server of this version. */
    public NodeServer shared() {
        return NodeServer.shared(version);
    }

    /** Returns the shared server of this version with a parser, {@code json} or {@code msgpack}. */
    public NodeServer shared(String parser) {
        return NodeServer.shared(version, parser);
    }

    /** Returns a command line over this transport: the command, the option {@code --transport}, and the rest. */
    public String[] args(String command, String... rest) {
        List<String> args = new ArrayList<>(List.of(command, "--transport", transports));
        args.addAll(List.of(rest));
        return args.toArray(String[]::new);
    }
}
