package io.github.siocli.client.engine;

import io.github.siocli.protocol.engineio.EnginePacket;
import java.util.Optional;
import okio.ByteString;

/** Messages of Socket.IO's default parser, which need no translation. */
final class JsonDialect implements ParserDialect {

    @Override
    public boolean isPlain(ByteString message) {
        return true;
    }

    @Override
    public boolean isForeign(String message) {
        return message.charAt(0) == EnginePacket.BINARY || message.startsWith(MessageText.JSON_OBJECT);
    }

    @Override
    public Optional<String> read(String message) {
        return message.charAt(0) == EnginePacket.BINARY ? Optional.empty() : Optional.of(message);
    }

    @Override
    public String forClient(String message) {
        return message;
    }

    @Override
    public String forServer(String connect) {
        return connect;
    }
}
