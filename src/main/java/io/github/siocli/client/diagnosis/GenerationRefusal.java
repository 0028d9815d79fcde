package io.github.siocli.client.diagnosis;

import io.github.siocli.protocol.engineio.EngineError;

/** Recognizes responses of servers that do not support the requested Engine.IO protocol. */
public final class GenerationRefusal {

    public static final int STATUS = 400;

    private static final String CODE = "5";
    private static final String MESSAGE = "Unsupported protocol version";
    private static final String PYTHON = "unsupported version of the Socket.IO or Engine.IO protocols";

    private GenerationRefusal() {}

    /** Returns true if a response with this status and body is such a refusal. */
    public static boolean matches(int status, String body) {
        return status == STATUS
                && (body.strip().equals(MESSAGE) || body.contains(PYTHON) || CODE.equals(EngineError.code(body)));
    }
}
